// Holds objects against the schemas of Kubernetes: node kubernetes.js MODULES FILE, where FILE has a list of objects in
// JSON and MODULES is the folder with the npm package kubernetes-models. Says what is wrong, and ends with 1 then.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");

const [modules, file] = process.argv.slice(2);

// The schemas allow members that they do not know, as the server drops them: a member that is misspelt is one that no
// schema has looked at.
function watched(value, path, seen) {
  if (!value || typeof value !== "object") return value;
  return new Proxy(value, {
    get(target, key) {
      if (typeof key === "string") seen.add(`${path}.${key}`);
      return watched(target[key], `${path}.${String(key)}`, seen);
    },
  });
}

function* placesIn(value, path) {
  for (const [key, inside] of Object.entries(value)) {
    yield `${path}.${key}`;
    if (inside && typeof inside === "object") yield* placesIn(inside, `${path}.${key}`);
  }
}

let wrong = 0;
for (const object of JSON.parse(readFileSync(file, "utf8"))) {
  const [group, version] = object.apiVersion.includes("/") ? object.apiVersion.split("/") : ["core", object.apiVersion];
  const capital = (word) => word[0].toUpperCase() + word.slice(1);
  const name = `IoK8sApi${capital(group)}${capital(version)}${object.kind}`;
  const { validate } = require(join(modules, "kubernetes-models/_schemas", name));
  const seen = new Set();
  const said = [];
  if (!validate(watched(object, "", seen))) {
    for (const error of validate.errors) said.push(`${error.instancePath} ${error.message ?? error.keyword}`);
  }
  for (const place of placesIn(object, "")) {
    if (!seen.has(place)) said.push(`${place} is not known`);
  }
  for (const line of said) console.log(`${object.kind} ${object.metadata.name}: ${line}`);
  if (said.length > 0) wrong = 1;
}
process.exit(wrong);
