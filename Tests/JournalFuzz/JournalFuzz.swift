import SessionJournal

/// The fuzzer's own loop, in its run-time library.
@_silgen_name("LLVMFuzzerRunDriver")
func runFuzzer(
  _ count: UnsafeMutablePointer<Int32>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ one: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

/// The package manager makes this the program's `main`.
@_cdecl("JournalFuzz_main")
public func main(
  _ count: Int32,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> Int32 {
  var count = count
  var arguments = arguments
  return runFuzzer(&count, &arguments, tryOne)
}

/// The first byte chooses what the rest is: a record file as it stands, one with its hashes put
/// right, a file beside the journal, or one line.
private func tryOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let input = UnsafeBufferPointer(start: start, count: count)
  guard let way = input.first else { return 0 }
  let bytes = Array(input.dropFirst())
  guard let ordeal else { fatalError("the simulated disk failed") }
  var failures: [String] = []
  switch way % 4 {
  case 0: failures = ordeal.endure(bytes, isForged: false)
  case 1:
    failures = ordeal.endure(Mutation.forge(bytes, file: ordeal.file), isForged: true)
  case 2: failures = ordeal.endureBeside(bytes)
  default:
    if let fields = try? JSONReader.object(bytes),
      (try? JSONReader.object(Array(JSONValue.object(fields).line.utf8))) != fields
    {
      failures = ["a line was written differently from how it was read"]
    }
  }
  precondition(failures.isEmpty, failures.joined(separator: "\n"))
  return 0
}

/// One thread runs the fuzzer.
nonisolated(unsafe) private let ordeal = try? Ordeal()
