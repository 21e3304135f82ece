#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Writes to a file descriptor, without buffering of its own.
package struct DescriptorSink: OutputSink {
  let descriptor: Int32
  /// What messages call it.
  let name: String

  package init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  package static let standardOutput = DescriptorSink(descriptor: STDOUT_FILENO, name: "standard output")
  package static let standardError = DescriptorSink(descriptor: STDERR_FILENO, name: "standard error")

  package func write(_ bytes: [UInt8]) throws(OutputError) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = attempt(rest)
      if written >= 0 {
        rest = rest.dropFirst(written)
        continue
      }
      switch errno {
      case EINTR: continue
      case EAGAIN: waitUntilWritable()
      case EPIPE: return false
      case let code: throw OutputError(destination: name, reason: String(cString: strerror(code)))
      }
    }
    return true
  }

  private func attempt(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.withUnsafeBytes { buffer in
      #if canImport(Glibc)
        Glibc.write(descriptor, buffer.baseAddress, buffer.count)
      #elseif canImport(Musl)
        Musl.write(descriptor, buffer.baseAddress, buffer.count)
      #else
        Darwin.write(descriptor, buffer.baseAddress, buffer.count)
      #endif
    }
  }

  /// Another process may have made a shared terminal or pipe non-blocking.
  private func waitUntilWritable() {
    var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    _ = poll(&wanted, 1, -1)
  }
}

extension DescriptorSink {
  /// Prepares the process for writing: a reader that goes away is an error code and no signal, and a standard stream
  /// that was closed cannot be taken by the next file opened.
  package static func prepareProcess() {
    signal(SIGPIPE, SIG_IGN)
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) == -1 {
      // The wrong direction on purpose: reading or writing it still fails.
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }
}
