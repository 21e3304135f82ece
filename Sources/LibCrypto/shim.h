// The plain SHA-256 interface: no provider is loaded and no configuration file is read at start-up,
// which the EVP interface would do. OpenSSL 3 marks it deprecated; it is not going away in 3.x.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
