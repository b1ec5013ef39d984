"""Holds a HAR against the JSON schema of the npm package har-schema: harschema.py FOLDER FILE"""

import json
import sys
from pathlib import Path

from jsonschema import Draft6Validator, RefResolver

folder, file = Path(sys.argv[1]), Path(sys.argv[2])
schemas = {path.name: json.loads(path.read_text()) for path in folder.glob("*.json")}
resolver = RefResolver("", schemas["har.json"], store={name: schemas[name] for name in schemas})
validator = Draft6Validator(schemas["har.json"], resolver=resolver)
errors = [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}"
          for error in validator.iter_errors(json.loads(file.read_text()))]
print("\n".join(errors) or "fits")
sys.exit(1 if errors else 0)
