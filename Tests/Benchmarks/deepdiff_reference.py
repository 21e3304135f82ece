"""Compares the YAML blocks of two documents: what the semantic diff is measured beside."""

import re
import sys

import yaml
from deepdiff import DeepDiff


def documents(path):
    with open(path, encoding="utf-8") as file:
        blocks = re.findall(r"^```yaml\n(.*?)^```", file.read(), re.S | re.M)
    return [d for block in blocks for d in yaml.load_all(block, Loader=yaml.CSafeLoader) if d is not None]


print(DeepDiff(documents(sys.argv[1]), documents(sys.argv[2]), ignore_order=True))
