import Manifests
import Testing

struct VersionNumberTests {
  @Test(arguments: [
    "1.9 < 1.29", "1.29 = 1.29.0", "v1.29 = 1.29", "1 = 1.0.0", "0 = 0.0", "0 < 0.1", "1.29.3 < 1.29.10", "9 < 10",
    "1.0+a = 1.0+b", "1.29.3-eks-1 < 1.29.3", "1.29.2 < 1.29.3-eks-1", "1.10.0.1 > 1.10.0",
    // The example of SemVer 2.0.0, 11.4
    "1.0.0-alpha < 1.0.0-alpha.1", "1.0.0-alpha.1 < 1.0.0-alpha.beta", "1.0.0-alpha.beta < 1.0.0-beta",
    "1.0.0-beta < 1.0.0-beta.2", "1.0.0-beta.2 < 1.0.0-beta.11", "1.0.0-beta.11 < 1.0.0-rc.1", "1.0.0-rc.1 < 1.0.0",
    "2.0.0-rc.1 < 2.0.0", "1.0.0-1 < 1.0.0-a", "1.0.0-A < 1.0.0-a", "1.0.0-rc.1+x = 1.0.0-rc.1+y", "1.0-a = v1.0.0-a",
    "18446744073709551615.1 > 1.2",
  ])
  func `versions are ordered as SemVer orders`(relation: String) throws {
    let parts = relation.split(separator: " ")
    let left = try #require(VersionNumber(String(parts[0])))
    let right = try #require(VersionNumber(String(parts[2])))
    #expect((left < right) == (parts[1] == "<"))
    #expect((left > right) == (parts[1] == ">"))
    #expect((left == right) == (parts[1] == "="))
  }

  @Test(arguments: [
    "", "v", "a", "1.", ".1", "1..2", "1.a", "v.1", "vv1", "1.2-", "1.2+", "1.2-a..b", "1.2-a_b", "1 ", " 1", "-1",
    "1.2.3:4", "500m", "2Gi", "1.99999999999999999999", "V1", "1e3", "1.2-ü", "١.٢",
  ])
  func `what is no version is none`(text: String) {
    #expect(VersionNumber(text) == nil)
  }

  @Test(arguments: [
    ("1.29", false), ("1", false), ("100-200", false), ("v1", true), ("1.2.3", true), ("1.29-eks", true),
    ("1-a", false),
  ])
  func `some texts can only be versions`(text: String, isClear: Bool) throws {
    #expect(try #require(VersionNumber(text)).isClear == isClear)
  }
}
