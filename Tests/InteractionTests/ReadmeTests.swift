import Glibc
import Interaction
import Testing

@Suite("README")
struct ReadmeTests {
  @Test("The key table is the one that `holdfast keys` prints")
  func keyTable() throws {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let readme = try text(at: "/\(root)/README.md")
    let opening = "<!-- keys -->\n```\n"
    let start = try #require(readme.firstRange(of: opening)?.upperBound)
    let end = try #require(readme[start...].firstRange(of: "```\n<!-- /keys -->")?.lowerBound)
    #expect(
      String(readme[start..<end]) == Binding.listingText,
      "README's key table is stale: replace it with the output of 'holdfast keys'")
  }

  private func text(at path: String) throws -> String {
    let file = try #require(fopen(path, "r"))
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }
}
