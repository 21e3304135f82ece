// The files of this folder, embedded at compile time: the executable needs no files beside it.
#pragma clang diagnostic ignored "-Wc23-extensions" // #embed
#include "Seeds.h"

static const unsigned char container_orchestration[] = {
#embed "templates/container_orchestration.md"
};
static const unsigned char aws[] = {
#embed "providers/aws.yaml"
};
static const unsigned char azure[] = {
#embed "providers/azure.yaml"
};
static const unsigned char gcp[] = {
#embed "providers/gcp.yaml"
};
static const unsigned char on_premise[] = {
#embed "providers/on-premise.yaml"
};
static const unsigned char hybrid[] = {
#embed "providers/hybrid.yaml"
};

static const strata_seed templates[] = {
    {"container_orchestration", container_orchestration, sizeof container_orchestration},
};

static const strata_seed providers[] = {
    {"aws", aws, sizeof aws},
    {"azure", azure, sizeof azure},
    {"gcp", gcp, sizeof gcp},
    {"on-premise", on_premise, sizeof on_premise},
    {"hybrid", hybrid, sizeof hybrid},
};

size_t strata_seed_template_count(void) { return sizeof templates / sizeof *templates; }
strata_seed strata_seed_template_at(size_t index) { return templates[index]; }
size_t strata_seed_provider_count(void) { return sizeof providers / sizeof *providers; }
strata_seed strata_seed_provider_at(size_t index) { return providers[index]; }
