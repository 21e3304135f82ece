// libyaml's parser, for its events: they cost a twentieth of the nodes that Yams composes of them.
#include <string.h>
#include <yaml.h>
