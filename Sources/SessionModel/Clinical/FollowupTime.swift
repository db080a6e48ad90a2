/// When somebody asks after a client: so long after the first dose of a session.
package struct FollowupTime: Equatable, Sendable {
  /// "24 h", "1 week": what the appointment is called.
  package let name: String
  package let days: Int
  package let months: Int

  package init(name: String, days: Int = 0, months: Int = 0) {
    self.name = name
    self.days = days
    self.months = months
  }

  func day(after dosing: CivilDay) -> CivilDay { dosing.later(months: months).later(days: days) }
}
