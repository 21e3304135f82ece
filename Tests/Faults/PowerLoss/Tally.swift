/// What became of the images of disks that lost power.
struct Tally {
  private var images = 0
  private var distinct = 0
  private(set) var complaints: [String] = []
  private var lost = 0
  private var half = 0
  private var refused = 0
  var lives = 0
  var operations = 0
  var steps = 0

  /// Holds what an image turned out to be against what was acknowledged.
  /// - Parameters:
  ///   - isNew: whether it is like no other.
  ///   - done: how many operations had been acknowledged; one more may have been under way.
  ///   - place: where in which life the power failed, for complaints.
  mutating func judge(
    _ finding: ImageJudge.Finding, isNew: Bool, _ states: [CatalogueState], done: Int, _ place: String
  ) {
    images += 1
    distinct += isNew ? 1 : 0
    switch finding {
    case .state(let state):
      if states[done...].prefix(2).contains(state) { return }
      if states[..<done].contains(state) {
        lost += 1
        complaints.append("\(place): an acknowledged operation is lost")
      } else {
        half += 1
        complaints.append("\(place): it is in a state that it never was in: \(state)")
      }
    case .damaged(let problem):
      half += 1
      complaints.append("\(place): \(problem)")
    case .refused(let words):
      refused += 1
      complaints.append("\(place): refused: \(words)")
    }
  }

  var figures: String {
    "power loss: \(images) images, \(distinct) of them different, of \(lives) records"
      + " with \(operations) operations in \(steps) steps:"
      + " \(lost) lost, \(half) half, \(refused) refused"
  }
}
