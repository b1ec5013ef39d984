// Reads a request of OTLP in JSON with what OpenTelemetry's own exporters write it with, generated from its .proto files:
// node otlp.js MODULES FILE Trace|Metrics. Says what does not fit, or did not come through, and ends with 1 then.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");

const [modules, file, signal] = process.argv.slice(2);
const root = require(join(modules, "@opentelemetry/otlp-transformer/build/src/generated/root.js"));
const name = signal === "Trace" ? "trace" : "metrics";
const Request = root.opentelemetry.proto.collector[name].v1[`Export${signal}ServiceRequest`];

// The one deviation from the JSON of Protocol Buffers: identifiers are in hexadecimal digits, not in base64.
const given = JSON.parse(readFileSync(file, "utf8"), (key, value) =>
  ["traceId", "spanId", "parentSpanId"].includes(key) ? Buffer.from(value, "hex").toString("base64") : value);
const shaped = Request.fromObject(given);
const problem = Request.verify(shaped);
const back = Request.toObject(Request.decode(Request.encode(shaped).finish()), { longs: String, bytes: String });

// What a message does not know is left behind on the way.
const sorted = (value) =>
  Array.isArray(value) ? value.map(sorted)
  : value && typeof value === "object"
    ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]))
    : value;
const lost = JSON.stringify(sorted(given)) !== JSON.stringify(sorted(back));
if (problem) console.log(problem);
if (lost) console.log("Not all of it came through.");
process.exit(problem || lost ? 1 : 0);
