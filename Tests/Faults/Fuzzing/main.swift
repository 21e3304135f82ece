// The fuzzer's program: `StrataFuzz template|yaml|manifest [libFuzzer's options] CORPUS…`. Tests/Faults/fuzz builds it.
import Glibc

exit(Fuzzer.run())
