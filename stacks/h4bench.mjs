// ../../tmp/h4/bench.ts
import { readFileSync as readFileSync2 } from "node:fs";

// estate/nearest.ts
function distance(a, b) {
  let before2 = [];
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before2[j - 2] ?? 0) + 1);
      row.push(best);
    }
    before2 = previous;
    previous = row;
  }
  return previous[b.length] ?? 0;
}
function nearest(word2, words) {
  if (word2.length > 64) return void 0;
  const longer = word2.length < 3 ? [] : [...words].filter((candidate) => candidate.startsWith(word2.toLowerCase()));
  if (longer.length === 1) return longer[0];
  let best;
  for (const candidate of words) {
    const limit2 = Math.min(3, Math.max(1, Math.floor(Math.max(word2.length, candidate.length) / 3)));
    if (Math.abs(word2.length - candidate.length) > limit2) continue;
    const edits = distance(word2.toLowerCase(), candidate.toLowerCase());
    if (edits <= limit2 && (best === void 0 || edits < best.edits)) best = { word: candidate, edits };
  }
  return best?.word;
}

// estate/problem.ts
function formatPath(path) {
  if (path.length === 0) return "(file)";
  return path.map((key3, i) => {
    if (/^\d+$/.test(key3)) return `[${key3}]`;
    if (/^[A-Za-z_][\w-]*$/.test(key3)) return i === 0 ? key3 : `.${key3}`;
    return `[${quote(key3)}]`;
  }).join("");
}
function quote(text3) {
  const clipped = text3.length > 60 ? `${text3.slice(0, 60).replace(/[\ud800-\udbff]$/, "")}\u2026` : text3;
  return JSON.stringify(clipped).replace(
    /[\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff0-\uffff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`
  );
}

// estate/value.ts
function find(value, path) {
  let here = value;
  for (const key3 of path) {
    if (here?.kind === "map") here = here.entries.get(key3)?.value;
    else here = here?.kind === "list" && /^\d{1,9}$/.test(key3) ? here.items[Number(key3)] : void 0;
  }
  return here;
}
function offsetOf(root, path) {
  let here = root;
  let at = root.at;
  for (const key3 of path) {
    const entry = here.kind === "map" ? here.entries.get(key3) : void 0;
    const next = entry?.value ?? find(here, [key3]);
    if (next === void 0) break;
    at = entry?.keyAt ?? next.at;
    here = next;
  }
  return at;
}
function merge(base, over) {
  if (over.kind !== "map") return over;
  const entries = new Map(base?.kind === "map" ? base.entries : []);
  for (const [key3, entry] of over.entries) {
    if (entry.value.kind === "scalar" && entry.value.value === null) entries.delete(key3);
    else entries.set(key3, { keyAt: entry.keyAt, value: merge(entries.get(key3)?.value, entry.value) });
  }
  return { kind: "map", at: over.at, path: base?.path ?? over.path, entries };
}

// estate/shape.ts
var invalid = /* @__PURE__ */ Symbol("invalid");
function required(shape, doc) {
  return { shape, doc, required: true };
}
function optional(shape, doc, otherwise) {
  return { shape, doc, required: false, ...otherwise !== void 0 && { otherwise } };
}
function defaulted(shape, fallback, doc, otherwise) {
  return { shape, doc, required: false, fallback, ...otherwise !== void 0 && { otherwise } };
}
function isEmpty(value) {
  return value === void 0 || value.kind === "scalar" && value.value === null;
}
function show(value) {
  if (value.kind === "map") return "a map";
  if (value.kind === "list") return "a list";
  return value.value === null ? "nothing" : quote(value.source);
}
function mismatch(value, type, remedy, tell) {
  tell(value.at, value.path, isEmpty(value) ? "missing" : "value", `${show(value)} is not ${article(type)}`, remedy);
  return invalid;
}
function article(type) {
  if (/^(one of|text$|true|")/.test(type)) return type;
  return `${/^([aeio]|AWS|[AFHILMNRSX][A-Z])/.test(type) ? "an" : "a"} ${type}`;
}
var secretWords = /(^|[_.-])(passw(or)?d|pwd|secret|token|api[_-]?key|apikey|private[_-]?key|access[_-]?key|credentials?)s?($|[_.-])/i;
function looksSecret(key3) {
  return secretWords.test(key3.replace(/([a-z0-9])([A-Z])/g, "$1_$2"));
}
var secretRemedy = "remove it: this file is not secret. Name it in the product's `secrets` and put the value at /<environment>/<product>/<NAME> in Parameter Store";
function tellUnknown(map, key3, known2, tell) {
  const entry = map.entries.get(key3);
  const at = entry?.keyAt ?? map.at;
  const path = [...map.path, key3];
  if (looksSecret(key3) && entry?.value.kind === "scalar" && !isEmpty(entry.value)) {
    tell(at, path, "secret", "looks like a secret with its value", secretRemedy);
    return;
  }
  const close = nearest(key3, known2);
  const remedy = close === void 0 ? `known here: ${known2.join(", ")}` : `did you mean "${close}"?`;
  tell(at, path, "unknown-key", "unknown key", remedy);
}
function object(type, fields2) {
  const known2 = Object.keys(fields2);
  const wanted = known2.filter((key3) => fields2[key3]?.required === true);
  return {
    type,
    fields: fields2,
    json: {
      type: wanted.length === 0 ? ["object", "null"] : "object",
      properties: Object.fromEntries(
        Object.entries(fields2).map(([key3, { shape, doc, fallback }]) => [
          key3,
          { ...shape.json, description: doc, ...asWritten(fallback) && { default: fallback } }
        ])
      ),
      ...wanted.length > 0 && { required: wanted },
      additionalProperties: false
    },
    read(value, tell) {
      const { result, whole: whole2 } = readFields(type, fields2, value, tell);
      return whole2 && isWhole(fields2, result) ? result : invalid;
    }
  };
}
function isPart(fields2, result) {
  return Object.keys(result).every((key3) => Object.hasOwn(fields2, key3));
}
function isWhole(fields2, result) {
  return Object.entries(fields2).every(([key3, { required: must2 }]) => !must2 || Object.hasOwn(result, key3));
}
function readFields(type, fields2, value, tell) {
  const known2 = Object.keys(fields2);
  const result = {};
  let whole2 = true;
  if (value.kind !== "map" && !isEmpty(value)) {
    mismatch(value, type, `write a map with ${known2.join(", ")}`, tell);
    return { result: {}, whole: false };
  }
  const entries = value.kind === "map" ? value.entries : /* @__PURE__ */ new Map();
  for (const key3 of entries.keys())
    if (value.kind === "map" && !Object.hasOwn(fields2, key3)) {
      tellUnknown(value, key3, known2, tell);
      whole2 = false;
    }
  for (const [key3, { shape, required: must2, fallback, doc }] of Object.entries(fields2)) {
    const entry = entries.get(key3);
    if (entry !== void 0 && !isEmpty(entry.value)) {
      const part = shape.read(entry.value, tell);
      if (part === invalid) whole2 = false;
      else result[key3] = part;
    } else if (must2) {
      tell(entry?.keyAt ?? value.at, [...value.path, key3], "missing", "missing", `write ${key3}: ${doc}`);
      whole2 = false;
    } else if (fallback !== void 0) result[key3] = fallback;
  }
  return isPart(fields2, result) ? { result, whole: whole2 } : { result: {}, whole: false };
}
function asWritten(value) {
  return typeof value === "string" || typeof value === "boolean" || Array.isArray(value) && value.every((item) => typeof item === "string");
}
function mapOf(key3, item, options = {}) {
  const { min = 0, lenient = false } = options;
  const type = `map from ${key3.type} to ${item.type}`;
  return {
    type,
    json: {
      type: min === 0 ? ["object", "null"] : "object",
      propertyNames: key3.json,
      additionalProperties: item.json,
      ...min > 0 && { minProperties: min }
    },
    read(value, tell) {
      if (value.kind !== "map" && !isEmpty(value)) return mismatch(value, type, `write each as "${key3.type}: \u2026"`, tell);
      const entries = value.kind === "map" ? [...value.entries] : [];
      if (entries.length < min) {
        tell(value.at, value.path, "missing", "empty", `write at least ${min} "${key3.type}: \u2026"`);
        return invalid;
      }
      const result = /* @__PURE__ */ Object.create(null);
      let whole2 = true;
      for (const [name3, entry] of entries) {
        const path = [...value.path, name3];
        const named = key3.read({ kind: "scalar", at: entry.keyAt, path, value: name3, source: name3 }, tell);
        const part = item.read(entry.value, tell);
        if (named === invalid || part === invalid) whole2 = false;
        else result[named] = part;
      }
      return whole2 || lenient ? result : invalid;
    }
  };
}
function listOf(item, options = {}) {
  const { min = 0, unique = false } = options;
  const type = `list of ${item.type}`;
  return {
    type,
    json: {
      type: "array",
      items: item.json,
      ...min > 0 && { minItems: min },
      ...unique && { uniqueItems: true }
    },
    read(value, tell) {
      if (value.kind !== "list") return mismatch(value, type, `write [${item.type}, \u2026]`, tell);
      if (value.items.length < min) {
        const message = value.items.length === 0 ? "empty" : `${value.items.length} is too few`;
        tell(value.at, value.path, "missing", message, `write at least ${min}: [${item.type}, \u2026]`);
        return invalid;
      }
      const result = [];
      const seen = /* @__PURE__ */ new Set();
      let whole2 = true;
      for (const one of value.items) {
        const part = item.read(one, tell);
        if (part === invalid) whole2 = false;
        else if (unique && seen.has(part)) {
          tell(one.at, one.path, "conflict", `${show(one)} is there twice`, "keep one of them");
          whole2 = false;
        } else {
          seen.add(part);
          result.push(part);
        }
      }
      return whole2 ? result : invalid;
    }
  };
}
function checked(shape, check) {
  return {
    ...shape,
    read(value, tell) {
      const result = shape.read(value, tell);
      if (result === invalid) return invalid;
      let whole2 = true;
      check(result, (below, message, remedy, code = "value") => {
        whole2 = false;
        tell(offsetOf(value, below), [...value.path, ...below], code, message, remedy);
      });
      return whole2 ? result : invalid;
    }
  };
}
function mapped(shape, make2) {
  return {
    type: shape.type,
    json: shape.json,
    ...shape.fields && { fields: shape.fields },
    read(value, tell) {
      const result = shape.read(value, tell);
      return result === invalid ? invalid : make2(result);
    }
  };
}

// estate/units.ts
var durationUnits = [
  ["d", 864e5],
  ["h", 36e5],
  ["m", 6e4],
  ["s", 1e3],
  ["ms", 1]
];
var sizeUnits = [
  ["TiB", 1048576],
  ["GiB", 1024],
  ["MiB", 1]
];
var rateUnits = [
  ["Gbps", 1e3],
  ["Mbps", 1]
];
function measure(text3, units) {
  const match = /^(\d{1,9})([A-Za-z]+)$/.exec(text3);
  const factor = units.find(([name3]) => name3 === match?.[2])?.[1];
  const value = factor === void 0 ? void 0 : Number(match?.[1]) * factor;
  return value !== void 0 && Number.isSafeInteger(value) ? value : void 0;
}
function written(value, units) {
  const [name3, factor] = units.find(([, each3]) => value !== 0 && value % each3 === 0) ?? units.at(-1) ?? ["", 1];
  return `${value / factor}${name3}`;
}
var isDuration = (value) => Number.isSafeInteger(value);
var isSize = (value) => Number.isSafeInteger(value);
var isRate = (value) => Number.isSafeInteger(value);
function parseDuration(text3) {
  const value = measure(text3, durationUnits);
  return isDuration(value) ? value : void 0;
}
function formatDuration(value) {
  return written(Math.round(value), durationUnits);
}
function parseSize(text3) {
  const value = measure(text3, sizeUnits);
  return isSize(value) ? value : void 0;
}
function formatSize(value) {
  return written(value, sizeUnits);
}
function parseRate(text3) {
  const value = measure(text3, rateUnits);
  return isRate(value) ? value : void 0;
}
function parseCount(text3) {
  const match = /^(\d{1,5})(?:\.\.(\d{1,5}))?$/.exec(text3);
  if (match === null) return void 0;
  const min = Number(match[1]);
  const max = Number(match[2] ?? match[1]);
  return min <= max && max <= 1e4 ? { min, max } : void 0;
}
function duration(text3) {
  const value = parseDuration(text3);
  if (value === void 0) throw new RangeError(`"${text3}" is not a duration; write 800ms, 30s, 10m, 2h or 14d`);
  return value;
}
function size(text3) {
  const value = parseSize(text3);
  if (value === void 0) throw new RangeError(`"${text3}" is not a size; write 512MiB, 100GiB or 2TiB`);
  return value;
}
function milliseconds(value) {
  const rounded = Math.round(value);
  if (!isDuration(rounded)) throw new RangeError(`${value} is not a number of milliseconds`);
  return rounded;
}
function inDays(value) {
  return value / 864e5;
}
function inGiB(value) {
  return value / 1024;
}
function isDate(text3) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text3)) return false;
  const time = Date.parse(`${text3}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text3);
}

// estate/network.ts
function parseIPv4(text3) {
  const parts = text3.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
    return void 0;
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}
var groups = (side) => side === "" ? [] : side.split(":");
function parseIPv6(text3) {
  if (!/^[0-9a-fA-F:]{2,39}$/.test(text3) || text3.split("::").length > 2) return void 0;
  const [left = "", right] = text3.split("::");
  const head = groups(left);
  const tail = right === void 0 ? [] : groups(right);
  const gap = 8 - head.length - tail.length;
  if (right === void 0 ? gap !== 0 : gap < 1) return void 0;
  const all = [...head, ...Array.from({ length: gap }, () => "0"), ...tail];
  if (!all.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return void 0;
  return all.reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n);
}
function addressFamily(text3) {
  if (parseIPv4(text3) !== void 0) return 4;
  return parseIPv6(text3) === void 0 ? void 0 : 6;
}
function parseNetwork(text3) {
  const [address = "", length, ...rest] = text3.split("/");
  const family = addressFamily(address);
  const first = family === 4 ? parseIPv4(address) : parseIPv6(address);
  if (family === void 0 || first === void 0 || rest.length > 0) return void 0;
  const bits = family === 4 ? 32 : 128;
  if (length !== void 0 && !/^(0|[1-9]\d{0,2})$/.test(length)) return void 0;
  const prefix = length === void 0 ? bits : Number(length);
  if (prefix > bits || first % (1n << BigInt(bits - prefix)) !== 0n) return void 0;
  return { family, first, prefix };
}
function overlaps(a, b) {
  if (a.family !== b.family) return false;
  const shift = BigInt((a.family === 4 ? 32 : 128) - Math.min(a.prefix, b.prefix));
  return a.first >> shift === b.first >> shift;
}
function isDnsName(text3) {
  if (text3.length > 253) return false;
  const labels = text3.split(".");
  return labels.length > 1 && labels.every((label, i) => i === 0 && label === "*" || /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label));
}
function isWithin(name3, zone3) {
  return name3 === zone3 || name3.endsWith(`.${zone3}`);
}

// estate/words.ts
var secretText = /\b(AKIA|ASIA)[A-Z0-9]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----|[a-z]:\/\/[^/\s:@]*:[^/\s@]+@/;
function word({ type, remedy, json, parse: parse2 }) {
  const fix = (written3) => typeof remedy === "string" ? remedy : remedy(written3);
  return {
    type,
    json: { type: "string", ...json },
    read(value, tell) {
      if (value.kind !== "scalar" || value.value === null) return mismatch(value, type, fix(""), tell);
      if (typeof value.value !== "string") {
        const inQuotes = parse2(value.source) === void 0 ? fix(value.source) : `write "${value.source}" in quotes`;
        tell(
          value.at,
          value.path,
          "value",
          `${quote(value.source)} without quotes is a ${typeof value.value}, not ${article(type)}`,
          inQuotes
        );
        return invalid;
      }
      if (secretText.test(value.value)) {
        tell(value.at, value.path, "secret", "looks like a secret", secretRemedy);
        return invalid;
      }
      const result = parse2(value.value);
      return result === void 0 ? mismatch(value, type, fix(value.value), tell) : result;
    }
  };
}
function pattern(type, form, remedy) {
  return word({ type, remedy, json: { pattern: form.source }, parse: (text3) => form.test(text3) ? text3 : void 0 });
}
function oneOf(...words) {
  const list2 = words.join(", ");
  return word({
    type: words.length === 1 ? `"${list2}"` : `one of ${list2}`,
    json: { enum: words },
    remedy: (text3) => {
      const close = nearest(text3, words);
      return close === void 0 ? `write one of: ${list2}` : `did you mean "${close}"?`;
    },
    parse: (text3) => words.find((one) => one === text3)
  });
}
function integer(type, min, max) {
  return {
    type,
    json: { type: "integer", minimum: min, maximum: max },
    read(value, tell) {
      const number = value.kind === "scalar" ? value.value : null;
      if (typeof number === "number" && Number.isInteger(number) && number >= min && number <= max) return number;
      return mismatch(value, type, `write a whole number from ${min} to ${max}`, tell);
    }
  };
}
function amount(type) {
  return {
    type,
    json: { type: "number", minimum: 0 },
    read(value, tell) {
      const number = value.kind === "scalar" ? value.value : null;
      if (typeof number === "number" && Number.isFinite(number) && number >= 0) return number;
      return mismatch(value, type, "write a number, 0 or more, without a unit or a thousands separator", tell);
    }
  };
}
var flag = {
  type: "true or false",
  json: { type: "boolean" },
  read(value, tell) {
    if (value.kind === "scalar" && typeof value.value === "boolean") return value.value;
    return mismatch(value, "true or false", "write true or false", tell);
  }
};
var text = word({
  type: "text",
  json: { minLength: 1 },
  remedy: "write a text",
  parse: (value) => value.trim() === "" ? void 0 : value
});
var line = word({
  type: "text",
  json: { minLength: 1, maxLength: 500 },
  remedy: "write a text in one line, up to 500 characters",
  parse: (value) => value.trim() === "" || value.length > 500 || /[\n\r\t]/.test(value) ? void 0 : value
});
var durationWord = word({
  type: "duration",
  json: { pattern: "^\\d{1,9}(ms|s|m|h|d)$" },
  remedy: (value) => /^\d+$/.test(value) ? `write the unit: ${value}s, ${value}m, ${value}h or ${value}d` : "write 800ms, 30s, 10m, 2h or 14d",
  parse: parseDuration
});
var sizeWord = word({
  type: "size",
  json: { pattern: "^\\d{1,9}(MiB|GiB|TiB)$" },
  remedy: (value) => {
    const [, number, letter] = /^(\d+)\s*([kKmMgGtT]?)/.exec(value) ?? [];
    if (number === void 0) return "write 512MiB, 100GiB or 2TiB";
    const prefix = letter === void 0 || !/[mMgGtT]/.test(letter) ? void 0 : letter.toUpperCase();
    return prefix === void 0 ? `write the unit: ${number}MiB or ${number}GiB` : `write ${number}${prefix}iB`;
  },
  parse: parseSize
});
var rateWord = word({
  type: "rate",
  json: { pattern: "^\\d{1,9}(Mbps|Gbps)$" },
  remedy: "write 200Mbps or 1Gbps",
  parse: parseRate
});
var countWord = {
  type: "count",
  json: {
    anyOf: [
      { type: "integer", minimum: 0, maximum: 1e4 },
      { type: "string", pattern: "^\\d{1,5}(\\.\\.\\d{1,5})?$" }
    ]
  },
  read(value, tell) {
    const count = value.kind === "scalar" && value.value !== null ? parseCount(value.source) : void 0;
    return count ?? mismatch(value, "count", "write 2, or 2..6 for at least 2 and at most 6", tell);
  }
};
var date = word({
  type: "date",
  json: { format: "date" },
  remedy: "write a day of the calendar as 2027-02-28",
  parse: (value) => isDate(value) ? value : void 0
});
var timeOfDay = pattern("time of day", /^([01]\d|2[0-3]):[0-5]\d$/, 'write "09:00", from 00:00 to 23:59');
var timeZone = word({
  type: "time zone",
  json: { minLength: 1 },
  remedy: "write an IANA name: America/Denver, Europe/Berlin, UTC",
  parse: (value) => {
    try {
      if (!/^[A-Za-z][\w+/-]*$/.test(value)) return void 0;
      return new Intl.DateTimeFormat("en", { timeZone: value }).resolvedOptions().timeZone === "" ? void 0 : value;
    } catch {
      return void 0;
    }
  }
});
var dnsName = word({
  type: "DNS name",
  json: { pattern: "^[a-z0-9_*][a-z0-9_.-]*$", maxLength: 253 },
  remedy: (value) => {
    const fixed2 = value.toLowerCase().replace(/\.$/, "");
    return isDnsName(fixed2) ? `write ${fixed2}` : "write it in lower case without a trailing dot: shop.example.com";
  },
  parse: (value) => isDnsName(value) ? value : void 0
});
var ipv4 = word({
  type: "IPv4 address",
  json: { format: "ipv4" },
  remedy: "write 192.0.2.10",
  parse: (value) => addressFamily(value) === 4 ? value : void 0
});
var ipv6 = word({
  type: "IPv6 address",
  json: { format: "ipv6" },
  remedy: "write 2001:db8::1",
  parse: (value) => addressFamily(value) === 6 ? value : void 0
});
var network = word({
  type: "network",
  json: { pattern: "^[0-9a-fA-F:.]+(/\\d{1,3})?$" },
  remedy: "write 198.51.100.0/24 (no address bits below the prefix) or a single address",
  parse: (value) => parseNetwork(value) === void 0 ? void 0 : value
});
var vpcNetwork = word({
  type: "VPC network",
  json: { pattern: "^\\d+\\.\\d+\\.\\d+\\.\\d+/(1[6-9]|2[0-4])$" },
  remedy: "write an IPv4 network from /16 to /24, without address bits below the prefix: 10.20.0.0/16",
  parse: (value) => {
    const parsed = parseNetwork(value);
    return parsed?.family === 4 && parsed.prefix >= 16 && parsed.prefix <= 24 ? value : void 0;
  }
});
var email = pattern("e-mail address", /^[^\s@<>"',;]+@[^\s@<>"',;]+\.[^\s@<>"',;]+$/, "write ops@example.com");
var port = integer("port", 1, 65535);

// estate/unions.ts
function isKind(key3, kinds2, result) {
  const kind = Object.getOwnPropertyDescriptor(result, key3)?.value;
  return typeof kind === "string" && Object.hasOwn(kinds2, kind);
}
function variants(type, key3, doc, kinds2) {
  const names = Object.keys(kinds2);
  const kind = oneOf(...names);
  const shapes = new Map(
    names.map((name3) => [
      name3,
      object(`${type} of ${key3} ${name3}`, { [key3]: required(oneOf(name3), doc), ...kinds2[name3] })
    ])
  );
  return {
    type,
    kinds: kinds2,
    json: {
      type: "object",
      required: [key3],
      properties: { [key3]: { ...kind.json, description: doc } },
      oneOf: [...shapes.values()].map((shape) => shape.json)
    },
    read(value, tell) {
      if (value.kind !== "map")
        return mismatch(value, type, `write a map with ${key3}: one of ${names.join(", ")}`, tell);
      const chosen = value.entries.get(key3)?.value;
      if (chosen === void 0 || isEmpty(chosen)) {
        tell(value.at, [...value.path, key3], "missing", "missing", `write ${key3}: one of ${names.join(", ")}`);
        return invalid;
      }
      const name3 = kind.read(chosen, tell);
      const shape = name3 === invalid ? void 0 : shapes.get(name3);
      const result = shape === void 0 ? invalid : shape.read(value, tell);
      return result !== invalid && isKind(key3, kinds2, result) ? result : invalid;
    }
  };
}
function shortOrLong(short, long) {
  const json = { anyOf: [short.json, long.json] };
  return {
    type: `${short.type}, or ${long.type}`,
    json,
    ...long.fields && { fields: long.fields },
    read: (value, tell) => value.kind === "map" ? long.read(value, tell) : short.read(value, tell)
  };
}

// estate/schema/names.ts
var name = (type, form, example) => pattern(
  type,
  form,
  `write a name like ${example}: lower-case letters, digits and dashes, at most ${form.source.match(/,(\d+)\}/)?.[1] ?? ""} after the first letter`
);
var companyName = name("company name", /^[a-z][a-z0-9-]{1,19}$/, "utah-outfitters");
var environmentName = pattern(
  "environment name",
  /^[a-z][a-z0-9]{0,9}$/,
  "write a name like prod: a lower-case letter, then up to 9 lower-case letters or digits"
);
var productName = name("product name", /^[a-z][a-z0-9-]{0,23}$/, "storefront");
var serviceName = name("service name", /^[a-z][a-z0-9-]{0,23}$/, "web");
var fleetName = name("fleet name", /^[a-z][a-z0-9-]{0,23}$/, "worker");
var dataName = name("data name", /^[a-z][a-z0-9-]{0,23}$/, "db");
var diskName = name("disk name", /^[a-z][a-z0-9-]{0,23}$/, "scratch");
var groupName = name("group name", /^[a-z][a-z0-9-]{0,31}$/, "ops");
var partnerName = name("partner name", /^[a-z][a-z0-9-]{0,31}$/, "bes");
var ruleName = name("name", /^[a-z][a-z0-9-]{0,31}$/, "errors");
var variableName = pattern(
  "variable name",
  /^[A-Z][A-Z0-9_]{0,63}$/,
  "write a name like PAYMENT_KEY: capital letters, digits and underscores"
);
var availabilityZone = pattern("availability zone", /^[a-z]{2}(-[a-z]+)+-\d[a-z]$/, "write us-east-1a");
var regionName = pattern("AWS region", /^[a-z]{2}(-[a-z]+)+-\d$/, "write us-east-1");

// estate/schema/data.ts
var levelsOf = {
  postgres: ["r", "rw"],
  mysql: ["r", "rw"],
  mariadb: ["r", "rw"],
  sqlserver: ["r", "rw"],
  valkey: ["r", "rw"],
  memcached: ["r", "rw"],
  bucket: ["r", "rw"],
  files: ["r", "rw"],
  queue: ["send", "receive", "both"],
  mail: ["send"]
};
var was = { was: optional(dataName, "its name before: renames instead of destroying") };
var version = pattern("version", /^\d{1,4}(\.[\w-]{1,16}){0,4}$/, 'write it in quotes: "16"');
var snapshot = pattern(
  "snapshot",
  /^[A-Za-z][\w:/.-]{0,255}$/,
  "write the id or the ARN of a snapshot or recovery point"
);
var databaseType = pattern("database instance type", /^db\.[a-z0-9-]+\.[a-z0-9-]+$/, "write db.m7g.large");
var cacheType = pattern("cache node type", /^cache\.[a-z0-9-]+\.[a-z0-9-]+$/, "write cache.t4g.small");
var storage = {
  storage: defaulted(sizeWord, size("20GiB"), "disk", "20GiB"),
  restoreFrom: optional(snapshot, "snapshot that it is made from", "empty")
};
var openDatabase = {
  ...was,
  version: required(version, 'version of the engine, in quotes: "16"'),
  type: optional(databaseType, "instance type", "db.m7g.large in production, else db.t4g.medium"),
  ...storage
};
var cache = {
  ...was,
  type: defaulted(cacheType, "cache.t4g.small", "node type"),
  version: optional(version, "version of the engine", "the newest")
};
var dataStore = variants("data store", "kind", "what it is", {
  postgres: openDatabase,
  mysql: openDatabase,
  mariadb: openDatabase,
  sqlserver: {
    ...was,
    edition: required(
      oneOf("ex", "web", "se", "ee"),
      "ex (Express), web, se (Standard) or ee (Enterprise); decides the licence you pay"
    ),
    version: required(version, 'version of the engine, in quotes: "16.00"'),
    type: required(databaseType, "instance type; the edition decides which exist"),
    ...storage
  },
  valkey: cache,
  memcached: cache,
  queue: was,
  bucket: was,
  files: { ...was, restoreFrom: optional(snapshot, "recovery point that it is made from", "empty") },
  mail: { ...was, domain: required(dnsName, "domain to send from; one of the environment's `mail`") }
});
function storageLimits(kind) {
  return [size("20GiB"), kind === "sqlserver" ? size("16TiB") : size("64TiB")];
}
function resolveDataStore(name3, written3, environment2) {
  if (written3.kind === "postgres" || written3.kind === "mysql" || written3.kind === "mariadb") {
    const { type = environment2.class === "production" ? "db.m7g.large" : "db.t4g.medium", ...rest } = written3;
    return { name: name3, ...rest, type };
  }
  return { name: name3, ...written3 };
}

// estate/zones.ts
function zoneOf(name3, zones) {
  let best;
  for (const zone3 of zones) if (isWithin(name3, zone3.name) && zone3.name.length > (best?.name.length ?? 0)) best = zone3;
  return best;
}
function movedName(name3, zone3) {
  return zone3.via === void 0 || name3 === zone3.name ? void 0 : `${name3.slice(0, -zone3.name.length - 1)}.${zone3.via}`;
}
function cutoverRecord(name3, zones) {
  const zone3 = zoneOf(name3, Object.values(zones));
  if (zone3 === void 0) return void 0;
  if (zone3.at === "route53") return { zone: zone3.name, name: name3 };
  const moved = movedName(name3, zone3);
  return moved === void 0 || zone3.via === void 0 ? void 0 : { zone: zone3.via, name: moved };
}

// estate/checks/scene.ts
function choices(names, none) {
  const list2 = [...names];
  return list2.length === 0 ? none : `write one of: ${list2.join(", ")}`;
}

// estate/checks/deployments.ts
function checkDeployment(scene, deployment, environment2) {
  const { product: product3, environment: env2 } = deployment;
  const problem = (below, code, message, remedy) => scene.problemIn(product3, env2, below, code, message, remedy);
  checkIngress(scene, deployment, environment2, problem);
  checkUses(deployment, problem);
  checkVariables(deployment, problem);
  for (const fleet2 of Object.values(deployment.fleets)) {
    if (deployment.services[fleet2.name] !== void 0)
      problem(
        ["fleets", fleet2.name],
        "conflict",
        "a service has the same name",
        "rename one of them, so that `to` is clear"
      );
    if (fleet2.kind === "rehosted" && !environment2.azs.includes(fleet2.az))
      problem(["fleets", fleet2.name, "az"], "reference", `${env2} has no ${fleet2.az}`, choices(environment2.azs, ""));
  }
  for (const store of Object.values(deployment.data)) {
    if ("storage" in store) checkStorage(store, problem);
    if (store.kind === "mail" && !environment2.mail.includes(store.domain)) {
      const message = `environments.${env2}.mail does not list ${store.domain}`;
      const remedy = `write environments.${env2}.mail: [${store.domain}]`;
      if (environment2.class === "production") problem(["data", store.name, "domain"], "reference", message, remedy);
      else
        scene.warningIn(product3, env2, ["data", store.name, "domain"], `${message}: nothing can be sent there`, remedy);
    }
  }
}
function checkStorage(store, problem) {
  const [min, max] = storageLimits(store.kind);
  if (store.storage < min || store.storage > max)
    problem(
      ["data", store.name, "storage"],
      "value",
      `RDS does not take ${formatSize(store.storage)}`,
      `write ${formatSize(min)} to ${formatSize(max)}`
    );
}
function checkIngress(scene, deployment, environment2, problem) {
  const { ingress: ingress3, services, fleets, names, environment: env2 } = deployment;
  if (ingress3.kind === "none") {
    if (names.length > 0)
      problem(
        ["ingress"],
        "conflict",
        "public names need an ingress",
        'write ingress: { kind: static, to: { "/": web } }, or remove `names`'
      );
    return;
  }
  for (const [path, target2] of Object.entries(ingress3.to)) {
    if (target2.kind === "legacy") continue;
    const service2 = services[target2.name];
    const found = service2 ?? fleets[target2.name];
    const at = ["ingress", "to", path];
    if (found === void 0)
      problem(
        at,
        "reference",
        `no service or fleet "${target2.name}" in this product`,
        choices([...Object.keys(services), ...Object.keys(fleets)], "write it below services or fleets")
      );
    else if (service2?.kind === "job")
      problem(at, "reference", `${target2.name} is a job and answers nothing`, "name a service or fleet with a port");
    else if (found.port === void 0)
      problem(at, "reference", `${target2.name} has no port`, `write port: 8080 at ${target2.name}`);
  }
  ingress3.azs.forEach((az, i) => {
    if (!environment2.azs.includes(az))
      problem(["ingress", "azs", String(i)], "reference", `${env2} has no ${az}`, choices(environment2.azs, ""));
  });
  if (ingress3.host !== void 0) {
    if (names.length > 0)
      problem(
        ["ingress", "host"],
        "conflict",
        `${env2} has public names`,
        "write it below overrides, for an environment without public names"
      );
    checkHost(scene, ingress3.host, env2, ["ingress", "host"], problem);
  } else if (names.length === 0 && environment2.class === "production" && knowsTarget(scene, deployment.product)) {
    problem(
      ["ingress"],
      "missing",
      `without a name ${env2} would speak HTTP only, which production never does`,
      "write names, or host: a name in a Route 53 zone"
    );
  }
}
function knowsTarget({ estate }, name3) {
  const product3 = estate.products[name3];
  return product3 !== void 0 && product3.environments.includes(product3.cutover.env);
}
function hasBrokenZone({ written: written3 }, name3) {
  return name3.split(".").some((_, i, labels) => written3(["zones", labels.slice(i).join(".")]));
}
function checkHost(scene, host, env2, at, problem) {
  const { zones } = scene.estate;
  const zone3 = zoneOf(host, Object.values(zones));
  const usable = Object.values(zones).filter(
    (one) => one.at === "route53" && (one.origin === "existing" || one.environment === env2)
  );
  const remedy = choices(
    usable.map((one) => `a name below ${one.name}`),
    `write zones: { aws.example.com: { at: route53, in: ${env2} } } and a name below it`
  );
  if (zone3 === void 0) {
    if (!hasBrokenZone(scene, host)) problem(at, "reference", `${host} lies in no zone of this file`, remedy);
  } else if (zone3.at === "legacy")
    problem(at, "reference", `${host} lies in ${zone3.name}, which the old provider answers for`, remedy);
  else if (zone3.origin === "made" && zone3.environment !== env2 && scene.written(["environments", zone3.environment]))
    problem(at, "reference", `${zone3.name} belongs to ${zone3.environment}, not to ${env2}`, remedy);
}
function usersOf(services, fleets) {
  return [
    ...Object.values(services).map((user) => ({ at: ["services", user.name], user })),
    ...Object.values(fleets).map((user) => ({ at: ["fleets", user.name], user }))
  ];
}
function checkUses({ services, fleets, data }, problem) {
  for (const { at: owner, user } of usersOf(services, fleets))
    for (const [name3, level] of Object.entries(user.uses)) {
      const at = [...owner, "uses", name3];
      const store = data[name3];
      if (store === void 0)
        problem(
          at,
          "reference",
          `no data "${name3}" in this product`,
          choices(Object.keys(data), `write it below data; another product's data is reached through its service`)
        );
      else if (!levelsOf[store.kind].includes(level))
        problem(at, "reference", `a ${store.kind} is not used by ${level}`, choices(levelsOf[store.kind], ""));
    }
}
var suffixes = {
  postgres: ["HOST", "PORT", "NAME", "SECRET_ARN"],
  mysql: ["HOST", "PORT", "NAME", "SECRET_ARN"],
  mariadb: ["HOST", "PORT", "NAME", "SECRET_ARN"],
  sqlserver: ["HOST", "PORT", "SECRET_ARN"],
  valkey: ["HOST", "PORT", "USER"],
  memcached: ["HOST", "PORT"],
  queue: ["URL"],
  bucket: ["BUCKET"],
  files: ["PATH"],
  mail: ["DOMAIN", "CONFIGURATION_SET"]
};
function variablesOf(name3, kind) {
  const prefix = name3.toUpperCase().replaceAll("-", "_");
  return (suffixes[kind] ?? []).map((suffix) => `${prefix}_${suffix}`);
}
function checkVariables({ services, fleets, data, secrets }, problem) {
  for (const { at: owner, user } of usersOf(services, fleets)) {
    const from = new Map(secrets.map((name3) => [name3, "secrets"]));
    const set = (variable, source2, at) => {
      const other = from.get(variable);
      if (other !== void 0) problem(at, "conflict", `${variable} is also set by ${other}`, "rename one of them");
      from.set(variable, source2);
    };
    for (const name3 of Object.keys(user.uses)) {
      const store = data[name3];
      if (store === void 0) continue;
      for (const variable of variablesOf(name3, store.kind)) set(variable, `uses.${name3}`, [...owner, "uses", name3]);
    }
    if ("env" in user) for (const name3 of Object.keys(user.env)) set(name3, "env", [...owner, "env", name3]);
  }
}

// estate/edit.ts
import { isMap as isMap3, isScalar as isScalar2, isSeq as isSeq3, parseDocument } from "yaml";

// estate/parse.ts
import { Composer, isMap, isScalar, isSeq, Parser } from "yaml";
var maxBytes = 1048576;
var maxDepth = 32;
var maxProblems = 100;
function placer(text3) {
  const starts = [0];
  for (let at = text3.indexOf("\n"); at >= 0; at = text3.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}
var refused = {
  alias: ["aliases are refused", "write the value out; what products share belongs in their defaults"],
  anchor: ["anchors are refused", "remove it and write the value out where it is needed"],
  tag: ["tags are refused", "remove it; put text that looks like a number in quotes"],
  directive: ["directives are refused", "remove the line; the file is YAML 1.2"]
};
function refuseTokens(tokens, tell) {
  const open2 = [];
  const push = (list2, depth) => {
    for (const token of list2 ?? []) if (token) open2.push({ token, depth });
  };
  push(tokens, 0);
  let documents = 0;
  for (let next = open2.pop(); next !== void 0; next = open2.pop()) {
    const { token, depth } = next;
    if (depth > maxDepth) {
      tell(token.offset, [], "refused", `nested more than ${maxDepth} deep`, "write it flat, as the reference shows");
      return;
    }
    const rule2 = refused[token.type];
    if (rule2 !== void 0) tell(token.offset, [], "refused", ...rule2);
    if (token.type === "document") {
      documents += 1;
      push([...token.start, token.value], depth);
    } else if ("items" in token) {
      for (const item of token.items) push([...item.start, item.key, ...item.sep ?? [], item.value], depth + 1);
    } else if ("props" in token) push(token.props, depth);
  }
  if (documents > 1) {
    const second = tokens.filter((token) => token.type === "document")[1];
    tell(second?.offset ?? 0, [], "refused", "a second document", "keep one document; remove the line with ---");
  }
}
var syntaxRemedies = {
  TAB_AS_INDENT: "indent with spaces",
  BAD_INDENT: "close the bracket that was opened, or line it up with its neighbours",
  MISSING_CHAR: 'close the bracket or quote that was opened, or write the missing ":" or ","',
  BLOCK_IN_FLOW: "inside { } and [ ] separate with commas, not with lines",
  MULTILINE_IMPLICIT_KEY: 'write the key on one line, followed by ": "',
  BLOCK_AS_IMPLICIT_KEY: 'put text that holds ": " in quotes',
  BAD_SCALAR_START: "put the text in quotes",
  BAD_DQ_ESCAPE: "write \\\\ for a backslash, or use '\u2026' quotes, where a backslash is a backslash"
};
function pathAt(node, offset) {
  const path = [];
  let here = node;
  const holds = (range) => range !== void 0 && range[0] <= offset && offset <= range[2];
  while (here !== null && path.length < maxDepth) {
    if (isMap(here)) {
      const pair = here.items.findLast(
        (item) => holds(item.value?.range) || holds(item.key?.range)
      );
      if (pair === void 0 || !isScalar(pair.key)) break;
      path.push(String(pair.key.value));
      here = pair.value;
    } else if (isSeq(here)) {
      const index2 = here.items.findIndex((item) => holds(item.range));
      if (index2 < 0) break;
      path.push(String(index2));
      here = here.items[index2] ?? null;
    } else break;
  }
  return path;
}
function keyOf(key3) {
  if (!isScalar(key3)) return void 0;
  const text3 = typeof key3.value === "string" ? key3.value : key3.source;
  return text3 === void 0 || text3 === "" ? void 0 : text3;
}
var control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;
function build(node, path, at, tell) {
  const start = node?.range[0] ?? at;
  if (isMap(node)) {
    const entries = /* @__PURE__ */ new Map();
    const first = /* @__PURE__ */ new Map();
    for (const { key: key3, value: value2 } of node.items) {
      const keyAt = key3?.range[0] ?? start;
      const name3 = keyOf(key3);
      if (name3 === void 0)
        tell(keyAt, path, "value", "a key that is not a name", 'write "key: value" with a plain key');
      else if (name3 === "<<") tell(keyAt, [...path, name3], "refused", "merge keys are refused", "write the values out");
      else if (name3 === "__proto__") tell(keyAt, [...path, name3], "refused", "not a name", "choose another name");
      else if (control.test(name3))
        tell(keyAt, path, "value", `the key ${quote(name3)} holds a control character`, "remove it");
      else if (first.has(name3))
        tell(keyAt, [...path, name3], "duplicate-key", "the key is there twice", "keep one of them");
      else {
        first.set(name3, keyAt);
        entries.set(name3, { keyAt, value: build(value2, [...path, name3], keyAt, tell) });
      }
    }
    return { kind: "map", at: start, path, entries };
  }
  if (isSeq(node)) {
    return {
      kind: "list",
      at: start,
      path,
      items: node.items.map((item, i) => build(item, [...path, String(i)], start, tell))
    };
  }
  const value = isScalar(node) ? node.value : null;
  const plain2 = typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
  const source2 = isScalar(node) ? node.source ?? String(plain2 ?? "") : "";
  if (typeof plain2 === "string" && control.test(plain2))
    tell(start, path, "value", `${quote(plain2)} holds a control character`, "remove it");
  return {
    kind: "scalar",
    at: plain2 === null ? at : start,
    path,
    value: plain2,
    source: typeof plain2 === "string" ? plain2 : source2
  };
}
function compose(tokens, text3, tell) {
  const options = {
    version: "1.2",
    schema: "core",
    merge: false,
    uniqueKeys: false,
    prettyErrors: false,
    strict: true
  };
  const [document] = [...new Composer(options).compose(tokens, true, text3.length)];
  for (const error of (document?.errors ?? []).slice(0, maxProblems)) {
    const path = pathAt(document?.contents ?? null, error.pos[0]);
    const remedy = syntaxRemedies[error.code] ?? "write it as the reference shows, indented with spaces";
    tell(error.pos[0], path, "syntax", error.message.replace(/[.;]$/, ""), remedy);
  }
  return document;
}
function parse(text3, file) {
  const problems = [];
  const place = placer(text3);
  const tell = (at, path, code, message, remedy) => {
    if (problems.length < maxProblems)
      problems.push({ code, file, ...place(at), path: formatPath(path), message, remedy });
  };
  if (text3.length > maxBytes || Buffer.byteLength(text3) > maxBytes) {
    tell(0, [], "refused", "larger than 1 MiB", "split the estate, one file per company or region");
    return { ok: false, problems };
  }
  const raw = text3.search(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f]/);
  if (raw >= 0) tell(raw, [], "refused", `a control character (${quote(text3[raw] ?? "")})`, "remove it");
  try {
    const tokens = [...new Parser().parse(text3)];
    refuseTokens(tokens, tell);
    if (problems.length > 0) return { ok: false, problems };
    const document = compose(tokens, text3, tell);
    const root = build(document?.contents ?? null, [], 0, tell);
    return problems.length > 0 ? { ok: false, problems } : { ok: true, root, place };
  } catch (error) {
    tell(
      0,
      [],
      "syntax",
      `not readable (${error instanceof Error ? error.name : "error"})`,
      "write it as the reference shows"
    );
    return { ok: false, problems };
  }
}

// estate/render.ts
import { Document, visit } from "yaml";

// estate/splice.ts
import { isMap as isMap2, isSeq as isSeq2 } from "yaml";

// estate/checks/environments.ts
var reserved = /* @__PURE__ */ new Set(["addresses", "foundation", "bootstrap", "all"]);
function checkEnvironments({ estate, written: written3, problem, warning }) {
  const all = Object.values(estate.environments);
  all.forEach((environment2, index2) => {
    const at = ["environments", environment2.name];
    if (reserved.has(environment2.name))
      problem(at, "conflict", "the name is taken by a stack", "choose another: prod, dev, qa");
    for (const group of Object.keys(environment2.access))
      if (!written3(["groups", group]))
        problem(
          [...at, "access", group],
          "reference",
          `no group "${group}"`,
          choices(Object.keys(estate.groups), `write groups: { ${group}: [role ARNs] }`)
        );
    environment2.azs.forEach((az, i) => {
      if (estate.region !== "" && az.slice(0, -1) !== estate.region)
        problem(
          [...at, "azs", String(i)],
          "reference",
          `${az} is not in ${estate.region}`,
          `write ${estate.region}${az.slice(-1)}`
        );
    });
    const own = parseNetwork(environment2.cidr);
    if (own === void 0) return;
    environment2.legacyNetwork?.cidrs.forEach((cidr, i) => {
      const legacy2 = parseNetwork(cidr);
      if (legacy2 !== void 0 && overlaps(own, legacy2))
        problem(
          [...at, "cidr"],
          "conflict",
          `overlaps legacyNetwork.cidrs[${i}], ${cidr}: no route could tell them apart`,
          "choose a network that the datacenter does not use"
        );
    });
    for (const other of all.slice(0, index2)) {
      const theirs = parseNetwork(other.cidr);
      if (theirs !== void 0 && overlaps(own, theirs))
        warning(
          [...at, "cidr"],
          `overlaps environments.${other.name}.cidr: the two can never be connected`,
          "choose a network of its own"
        );
    }
  });
}
function checkZones({ estate, written: written3, problem }) {
  for (const zone3 of Object.values(estate.zones)) {
    const at = ["zones", zone3.name];
    if (zone3.at === "route53" && zone3.origin === "made" && !written3(["environments", zone3.environment]))
      problem(
        [...at, "in"],
        "reference",
        `no environment "${zone3.environment}"`,
        choices(Object.keys(estate.environments), "write it below environments")
      );
    if (zone3.at === "route53" || zone3.via === void 0) continue;
    const via = estate.zones[zone3.via];
    const missing = `write zones: { ${zone3.via}: { at: route53, in: prod } }`;
    if (!written3(["zones", zone3.via])) problem([...at, "via"], "reference", `no zone "${zone3.via}"`, missing);
    else if (via !== void 0 && (via.at === "legacy" || via.private))
      problem(
        [...at, "via"],
        "reference",
        `${zone3.via} is not a public Route 53 zone`,
        "name a zone with at: route53 that is not private"
      );
  }
}

// estate/checks/names.ts
function checkNames(scene) {
  const { estate, problem } = scene;
  const made = /* @__PURE__ */ new Map();
  const claim = (record2, by, at) => {
    const other = made.get(record2);
    if (other !== void 0) problem(at, "conflict", `${record2} is made by ${other} already`, "choose another name");
    made.set(record2, by);
  };
  for (const product3 of Object.values(estate.products)) {
    for (const name3 of Object.keys(product3.names)) {
      const at = ["products", product3.name, "names", name3];
      if (name3.startsWith("*."))
        problem(at, "value", "a wildcard cannot be moved step by step", "write the names that are in use");
      checkZone(scene, product3, name3, at);
      claim(name3, at.slice(0, 2).join("."), at);
      const record2 = cutoverRecord(name3, estate.zones);
      if (record2 !== void 0 && record2.name !== name3) claim(record2.name, at.slice(0, 2).join("."), at);
    }
    claimHosts(scene, product3, claim);
  }
}
function checkZone(scene, product3, name3, at) {
  const { estate, written: written3, problem } = scene;
  const zone3 = zoneOf(name3, Object.values(estate.zones));
  if (zone3 === void 0) {
    const near = name3.split(".").slice(1).join(".");
    if (!hasBrokenZone(scene, name3))
      problem(
        at,
        "reference",
        "lies in no zone of this file",
        `write zones: { ${near}: { at: legacy, via: \u2026 } }, or at: route53`
      );
    return;
  }
  const env2 = product3.cutover.env;
  const isForeign = (one) => one?.at === "route53" && one.origin === "made" && one.environment !== env2 && written3(["environments", one.environment]) && knowsTarget(scene, product3.name);
  if (zone3.at === "route53") {
    if (zone3.origin === "made" && isForeign(zone3))
      problem(
        at,
        "reference",
        `${zone3.name} belongs to ${zone3.environment}, and ${env2} takes the name over`,
        `write zones: { ${zone3.name}: { at: route53, in: ${env2} } }`
      );
    return;
  }
  if (name3 === zone3.name) {
    problem(
      at,
      "conflict",
      "the apex of a legacy zone cannot point elsewhere",
      "move the zone to Route 53 first, then write at: route53"
    );
    return;
  }
  if (zone3.via === void 0) {
    problem(
      ["zones", zone3.name, "via"],
      "missing",
      `missing: ${name3} needs it to move`,
      "write via: a Route 53 zone that moved names point into"
    );
    return;
  }
  const via = estate.zones[zone3.via];
  if (via?.at === "route53" && via.origin === "made" && isForeign(via))
    problem(
      at,
      "reference",
      `it moves into ${via.name}, which belongs to ${via.environment}, not to ${env2}`,
      `write via: a zone with in: ${env2}`
    );
}
function claimHosts(scene, product3, claim) {
  const { preview, env: env2 } = product3.cutover;
  const by = `products.${product3.name}`;
  if (preview !== void 0 && knowsTarget(scene, product3.name)) {
    const at = ["products", product3.name, "cutover", "preview"];
    checkHost(scene, preview, env2, at, (_, code, message, remedy) => scene.problem(at, code, message, remedy));
    claim(preview, by, at);
  }
  for (const deployment of Object.values(product3.in)) {
    const host = deployment.ingress.kind === "none" ? void 0 : deployment.ingress.host;
    if (host !== void 0 && deployment.names.length === 0)
      claim(host, `${by} in ${deployment.environment}`, ["products", product3.name, "ingress", "host"]);
  }
}

// estate/model.ts
function emptyMap() {
  const map = /* @__PURE__ */ Object.create(null);
  return map;
}
function hasAddresses(estate, { name: name3, nat }) {
  return nat !== "none" || Object.values(estate.products).some((product3) => product3.in[name3]?.ingress.kind === "static");
}
function each(items, make2) {
  const result = emptyMap();
  for (const [name3, item] of Object.entries(items ?? {})) result[name3] = make2(name3, item);
  return result;
}
function stackNames(estate) {
  const environments = Object.values(estate.environments).flatMap((environment2) => {
    const { name: name3 } = environment2;
    return hasAddresses(estate, environment2) ? [`${name3}-addresses`, `${name3}-foundation`] : [`${name3}-foundation`];
  });
  const products = Object.values(estate.products).flatMap(
    ({ name: name3, environments: all }) => all.map((env2) => `${name3}-${env2}`)
  );
  return [...estate.state.kind === "s3" ? ["bootstrap"] : [], ...environments, ...products];
}

// estate/checks/partners.ts
function checkPartners({ estate, written: written3, problem }) {
  for (const partner2 of Object.values(estate.partners))
    for (const [name3, { ingress: ingress3, egress }] of Object.entries(partner2.products)) {
      const at = ["partners", partner2.name, "products", name3];
      if (!written3(["products", name3])) {
        problem(
          at,
          "reference",
          `no product "${name3}"`,
          choices(Object.keys(estate.products), "write it below products")
        );
        continue;
      }
      const product3 = estate.products[name3];
      const env2 = product3?.cutover.env ?? "";
      const deployment = product3?.in[env2];
      if (product3 === void 0 || deployment === void 0) continue;
      if (ingress3 !== void 0 && deployment.ingress.kind !== "static")
        problem(
          [...at, "ingress"],
          "conflict",
          `${name3} has no fixed addresses to open in ${env2} (ingress kind ${deployment.ingress.kind})`,
          `write products.${name3}.ingress.kind: static`
        );
      if (ingress3 !== void 0 && ingress3.from.length === 0 && product3.cutover.partners === "evidenced")
        problem(
          [...at, "ingress", "from"],
          "missing",
          "evidence needs to know their networks",
          `write from: [198.51.100.0/24], or products.${name3}.cutover.partners: confirmed`
        );
      if (egress !== void 0 && estate.environments[env2]?.nat === "none")
        problem(
          [...at, "egress"],
          "conflict",
          `${env2} has no NAT and so no fixed source addresses`,
          `write environments.${env2}.nat: perAz`
        );
    }
}
function checkPlan({ estate, written: written3, problem, warning }) {
  estate.plan.waive.forEach(({ product: product3 }, i) => {
    if (product3 !== void 0 && !written3(["products", product3]))
      problem(
        ["plan", "waive", String(i), "product"],
        "reference",
        `no product "${product3}"`,
        choices(Object.keys(estate.products), "remove it")
      );
  });
  for (const server of Object.keys(estate.plan.pins))
    if (estate.plan.leave[server] !== void 0)
      problem(
        ["plan", "pins", server],
        "conflict",
        "plan.leave names it too: what does not move has no target",
        "remove it there or here"
      );
  const stacks2 = new Set(stackNames(estate));
  estate.allowDestroy.forEach(({ stack }, i) => {
    if (!stacks2.has(stack)) warning(["allowDestroy", String(i)], `no stack "${stack}"`, choices(stacks2, "remove it"));
  });
}

// estate/checks/products.ts
var reserved2 = /* @__PURE__ */ new Set(["foundation", "addresses", "bootstrap", "all"]);
function checkProducts(scene) {
  const { estate, written: written3, problem } = scene;
  const products = Object.values(estate.products);
  for (const product3 of products) {
    const at = ["products", product3.name];
    if (reserved2.has(product3.name) || written3(["environments", product3.name]))
      problem(at, "conflict", "the name is taken by a stack or an environment", "choose another");
    product3.environments.forEach((env2, i) => {
      if (!written3(["environments", env2]))
        problem(
          [...at, "environments", String(i)],
          "reference",
          `no environment "${env2}"`,
          choices(Object.keys(estate.environments), "write it below environments")
        );
    });
    for (const [env2, deployment] of Object.entries(product3.in)) {
      const environment2 = estate.environments[env2];
      if (environment2 !== void 0) checkDeployment(scene, deployment, environment2);
    }
    checkPolicy(scene, product3);
  }
  checkRenames(scene, ["products"], products);
  checkRenames(scene, ["partners"], Object.values(estate.partners));
  for (const product3 of products)
    for (const env2 of Object.keys(product3.in))
      for (const section of ["services", "fleets", "data"])
        checkRenames(scene, ["products", product3.name, section], Object.values(product3.in[env2]?.[section] ?? {}));
  checkServers(scene);
}
function checkRenames({ problem }, at, items) {
  const names = new Set(items.map(({ name: name3 }) => name3));
  const taken = /* @__PURE__ */ new Map();
  for (const { name: name3, was: was2 } of items) {
    if (was2 === void 0) continue;
    const other = taken.get(was2);
    if (names.has(was2))
      problem(
        [...at, name3, "was"],
        "conflict",
        `${was2} still exists`,
        "write the name that it had before, or remove `was`"
      );
    else if (other !== void 0)
      problem([...at, name3, "was"], "conflict", `${other} was ${was2} already`, "keep one of them");
    taken.set(was2, name3);
  }
}
function checkServers({ estate, problem }) {
  const fate = /* @__PURE__ */ new Map();
  for (const product3 of Object.values(estate.products))
    product3.replaces.forEach((server, i) => {
      const other = fate.get(server.toLowerCase());
      if (other !== void 0)
        problem(
          ["products", product3.name, "replaces", String(i)],
          "conflict",
          `${server} is replaced by ${other} already`,
          "name it in one product; a server belongs to one"
        );
      fate.set(server.toLowerCase(), product3.name);
    });
  for (const server of Object.keys(estate.plan.leave)) {
    const product3 = fate.get(server.toLowerCase());
    if (product3 !== void 0)
      problem(
        ["plan", "leave", server],
        "conflict",
        `products.${product3}.replaces names it too`,
        "remove it there or here"
      );
  }
}
function checkPolicy({ estate, written: written3, problem }, { name: name3, cutover: cutover2, environments }) {
  const at = ["products", name3, "cutover"];
  if (!environments.includes(cutover2.env))
    problem(
      [...at, "env"],
      "reference",
      `${cutover2.env} is not an environment of this product`,
      choices(environments, "")
    );
  const { from, need } = cutover2.approve;
  if (from !== void 0 && !written3(["groups", from]))
    problem(
      [...at, "approve", "from"],
      "reference",
      `no group "${from}"`,
      choices(Object.keys(estate.groups), `write groups: { ${from}: [role ARNs] }`)
    );
  if (need > 1 && estate.state.kind === "local")
    problem(
      [...at, "approve", "need"],
      "conflict",
      `${need} approvals need a journal that ${need} people share`,
      "write state: s3://BUCKET/PREFIX, or need: 1"
    );
}

// estate/schema/metrics.ts
var ingressMetrics = ["5xxPercent", "4xxPercent", "requests", "p50", "p90", "p95", "p99"];
var source = word({
  type: "metric",
  json: { pattern: "^(ingress\\..+|cloudwatch:.+/.+:.+)$" },
  remedy: `write ingress.${ingressMetrics.join(", ingress.")} or cloudwatch:NAMESPACE/METRIC:STATISTIC`,
  parse: (text3) => {
    const known2 = ingressMetrics.find((metric3) => text3 === `ingress.${metric3}`);
    if (known2 !== void 0) return { kind: "ingress", metric: known2 };
    const [, namespace, name3, statistic] = /^cloudwatch:([\w./#: -]{1,255})\/([\w.# -]{1,255}):(Sum|Average|Minimum|Maximum|SampleCount|p\d{1,2}(?:\.\d{1,2})?)$/.exec(
      text3
    ) ?? [];
    if (namespace === void 0 || name3 === void 0 || statistic === void 0) return void 0;
    return { kind: "cloudwatch", namespace, name: name3, statistic };
  }
});
var limit = {
  type: "number or duration",
  json: { anyOf: [{ type: "number" }, durationWord.json] },
  read(value, tell) {
    if (value.kind === "scalar" && typeof value.value === "number" && Number.isFinite(value.value))
      return { kind: "number", value: value.value };
    const parsed = durationWord.read(value, tell);
    return typeof parsed === "symbol" ? parsed : { kind: "duration", value: parsed };
  }
};
function wantsDuration(of) {
  return of.kind === "ingress" && /^p\d/.test(of.metric);
}
var metric = mapped(
  checked(
    object("metric", {
      of: required(
        source,
        "ingress.5xxPercent, ingress.4xxPercent, ingress.requests, ingress.p50 p90 p95 p99, or cloudwatch:NAMESPACE/METRIC:STATISTIC"
      ),
      failAbove: optional(limit, "fails above: a number; a duration for latencies"),
      failBelow: optional(limit, "fails below"),
      over: required(durationWord, "how far back it looks; at least 1m"),
      minRequests: optional(
        integer("count", 0, 1e9),
        "below this many requests it is inconclusive",
        "no lower bound"
      )
    }),
    ({ of, failAbove, failBelow, over }, problem) => {
      if (failAbove === void 0 && failBelow === void 0)
        problem(["failAbove"], "missing", "write failAbove or failBelow", "missing");
      const wanted = wantsDuration(of) ? "duration" : "number";
      for (const [key3, value] of [
        ["failAbove", failAbove],
        ["failBelow", failBelow]
      ])
        if (value !== void 0 && value.kind !== wanted)
          problem(
            [key3],
            wanted === "duration" ? "a latency is not a number" : "not a duration",
            wanted === "duration" ? "write 800ms" : "write a number"
          );
      if (over < (parseDuration("1m") ?? 0))
        problem(["over"], "shorter than the minute in which metrics arrive", "write 5m");
    }
  ),
  (value) => value
);

// estate/schema/steps.ts
var before = [
  "names",
  "addresses",
  "notice",
  "build",
  "preview",
  "partners",
  "forwarder",
  "killswitch",
  "drill",
  "ttl",
  "delegate",
  "convert"
];
var after = ["bake", "drain", "finish", "decommission"];
function stepIds(percentages2) {
  return [...before, ...percentages2.map((percent) => `shift-${percent}`), ...after];
}
var fixed = /* @__PURE__ */ new Set([...before, ...after]);
function isStepId(text3) {
  return fixed.has(text3) || /^shift-([1-9]\d?|100)$/.test(text3);
}

// estate/schema/windows.ts
var changeWindow = checked(
  object("window", {
    days: required(
      listOf(oneOf("mon", "tue", "wed", "thu", "fri", "sat", "sun"), { min: 1, unique: true }),
      "weekdays on which it opens"
    ),
    from: required(timeOfDay, 'when it opens, "09:00"'),
    to: required(timeOfDay, "when it closes; before `from` is on the next day"),
    zone: required(timeZone, "time zone, America/Denver")
  }),
  ({ from, to: to2 }, problem) => {
    if (from === to2) problem(["to"], "the window never opens", "write another time than from", "conflict");
  }
);

// estate/schema/cutover.ts
var argv = listOf(line, { min: 1 });
var probe = object("probe", {
  get: required(
    word({
      type: "URL",
      json: { pattern: "^https?://" },
      remedy: "write https://shop.example.com/healthz",
      parse: (text3) => /^https?:\/\/[a-z0-9.-]+(:\d{1,5})?(\/[!-~]*)?$/.test(text3) && URL.canParse(text3) ? text3 : void 0
    }),
    "URL that is asked, on the new addresses"
  ),
  expect: defaulted(integer("HTTP status", 100, 599), 200, "HTTP status that passes", "200")
});
var stepName = word({
  type: "step",
  json: { pattern: "^[a-z]+(-\\d{1,3})?$" },
  remedy: (text3) => {
    const close = nearest(text3, stepIds(usualSteps("weighted")));
    return close === void 0 ? `write the id of a step: ${stepIds(usualSteps("weighted")).join(", ")}` : `did you mean "${close}"?`;
  },
  parse: (text3) => isStepId(text3) ? text3 : void 0
});
var task = checked(
  object("task", {
    id: optional(ruleName, "its name in commands and the journal", "<step>.<n>"),
    before: required(stepName, "step whose batch waits for it"),
    manual: optional(line, "what a person does; confirmed by `approve STEP:task:ID`. Or `run`"),
    run: optional(argv, "program and arguments, no shell, in this folder. Or `manual`"),
    undo: optional(argv, "program and arguments that take `run` back at a rollback"),
    timeout: optional(durationWord, "limit for `run`", "10m"),
    pointOfNoReturn: defaulted(flag, false, "after it nothing is rolled back automatically")
  }),
  ({ manual, run, undo, timeout }, problem) => {
    if (manual === void 0 === (run === void 0))
      problem(
        [run === void 0 ? "manual" : "run"],
        run === void 0 ? "missing" : "a task is done by people or by a program",
        "write either manual: a sentence, or run: [program, arguments]",
        run === void 0 ? "missing" : "conflict"
      );
    if (run === void 0 && undo !== void 0)
      problem(["undo"], "belongs to run", "write a second manual task, or run", "conflict");
    if (run === void 0 && timeout !== void 0) problem(["timeout"], "belongs to run", "remove it", "conflict");
  }
);
var percentages = checked(listOf(integer("percentage", 1, 100), { min: 1 }), (value, problem) => {
  value.forEach((percent, i) => {
    if (percent <= (value[i - 1] ?? 0))
      problem([String(i)], "does not rise", "write rising percentages: [1, 5, 25, 50, 100]");
  });
  if (value.at(-1) !== 100) problem([String(value.length - 1)], "does not end at 100", "let the last step be 100");
});
var cutover = checked(
  object("cutover", {
    env: optional(
      environmentName,
      "environment that takes over",
      "the last production environment of the product, else its last"
    ),
    method: defaulted(oneOf("weighted", "flip"), "weighted", "weighted, or flip (same as steps: [100])"),
    preview: optional(
      dnsName,
      "a name in a Route 53 zone that shows the new side first; a stack makes it, also in the certificate",
      "no preview step"
    ),
    ttl: defaulted(durationWord, duration("60s"), "TTL of the names while they move", "60s"),
    steps: optional(percentages, "percentages, rising to 100", "[1, 5, 25, 50, 100]; [100] with method flip"),
    bake: defaulted(
      object("bake", {
        step: optional(durationWord, "wait after each shift", "30m"),
        final: optional(durationWord, "wait at 100 %", "72h"),
        drain: optional(durationWord, "longest wait for the last legacy traffic", "7d")
      }),
      {},
      "waits, each at least 2 x `ttl`"
    ),
    window: optional(changeWindow, "when records may be changed", "any time"),
    partners: defaulted(
      oneOf("confirmed", "evidenced"),
      "confirmed",
      "what a partner must have done: confirmed (said so) or evidenced (traffic seen); all, or waived by name"
    ),
    approve: defaulted(
      object("approval", {
        at: optional(
          listOf(stepName, { unique: true }),
          "steps that wait for approval",
          "[ttl, first shift, shift-100, finish, decommission]"
        ),
        need: defaulted(integer("count", 1, 20), 1, "how many people; more than one needs `state: s3://`", "1"),
        from: optional(groupName, "group whose members approve", "anyone who may run it")
      }),
      { need: 1 },
      "who approves, and where"
    ),
    onFailure: defaulted(oneOf("rollback", "freeze", "ask"), "rollback", "what a failed gate does"),
    keepLegacy: defaulted(durationWord, duration("30d"), "rollback window after finish", "30d"),
    metrics: optional(mapOf(ruleName, metric), "numbers that a shift is judged by; no data holds", "none"),
    probes: optional(mapOf(ruleName, probe), "requests that must pass", "none"),
    legacyTraffic: optional(
      object("measure of legacy traffic", {
        run: required(argv, "program and arguments, in this folder; prints a number"),
        below: required(amount("limit"), "drained when the number is below")
      }),
      "what `drain` measures",
      "a confirmed statement"
    ),
    tasks: defaulted(listOf(task), [], "what people or scripts must do at a step: moving data and writes")
  }),
  ({ method, steps: steps3, ttl, bake, approve, tasks }, problem) => {
    if (method === "flip" && steps3 !== void 0 && steps3.length > 1)
      problem(["steps"], "a flip has one step", "remove it, or write method: weighted", "conflict");
    for (const key3 of ["step", "final", "drain"]) {
      const value = bake[key3];
      if (value !== void 0 && value < 2 * ttl)
        problem(
          ["bake", key3],
          `${formatDuration(value)} is shorter than two TTLs`,
          `write at least ${formatDuration(milliseconds(2 * ttl))}`
        );
    }
    const known2 = stepIds(steps3 ?? usualSteps(method));
    const check = (step, path) => {
      if (!known2.includes(step))
        problem(path, `no step "${step}" here`, `write one of: ${known2.join(", ")}`, "reference");
    };
    approve.at?.forEach((step, i) => check(step, ["approve", "at", String(i)]));
    const ids2 = /* @__PURE__ */ new Set();
    tasks.forEach(({ before: before2, id }, i) => {
      check(before2, ["tasks", String(i), "before"]);
      if (id !== void 0 && ids2.has(id))
        problem(["tasks", String(i), "id"], `two tasks "${id}"`, "give each its own id", "conflict");
      if (id !== void 0) ids2.add(id);
    });
  }
);
var noPolicy = {
  method: "weighted",
  ttl: duration("60s"),
  bake: {},
  partners: "confirmed",
  approve: { need: 1 },
  onFailure: "rollback",
  keepLegacy: duration("30d"),
  tasks: []
};
function usualSteps(method) {
  return method === "flip" ? [100] : [1, 5, 25, 50, 100];
}
function atLeastTwice(ttl, usual) {
  return milliseconds(Math.max(duration(usual), 2 * ttl));
}
function resolveCutover(written3, env2) {
  const { bake, approve, tasks, metrics = {}, probes = {}, ...rest } = written3;
  const steps3 = written3.steps ?? usualSteps(written3.method);
  const at = approve.at ?? [
    "ttl",
    `shift-${steps3[0] ?? 100}`,
    "shift-100",
    "finish",
    "decommission"
  ];
  return {
    ...rest,
    env: written3.env ?? env2,
    steps: steps3,
    metrics,
    probes,
    bake: {
      step: bake.step ?? atLeastTwice(written3.ttl, "30m"),
      final: bake.final ?? atLeastTwice(written3.ttl, "72h"),
      drain: bake.drain ?? atLeastTwice(written3.ttl, "7d")
    },
    approve: { ...approve, at: [...new Set(at)] },
    tasks: resolveTasks(tasks)
  };
}
function resolveTasks(tasks) {
  const counted = /* @__PURE__ */ new Map();
  return tasks.map(({ id, before: before2, manual, run, undo, timeout = duration("10m"), pointOfNoReturn }) => {
    const n = (counted.get(before2) ?? 0) + 1;
    counted.set(before2, n);
    const base = { id: id ?? `${before2}.${n}`, before: before2, pointOfNoReturn };
    if (run === void 0) return { ...base, kind: "manual", text: manual ?? "" };
    return { ...base, kind: "run", argv: run, timeout, ...undo && { undo } };
  });
}

// estate/schema/services.ts
var uses = mapOf(dataName, oneOf("r", "rw", "send", "receive", "both"));
var fargate = {
  256: [size("512MiB"), size("2GiB"), size("512MiB")],
  512: [size("1GiB"), size("4GiB"), size("1GiB")],
  1024: [size("2GiB"), size("8GiB"), size("1GiB")],
  2048: [size("4GiB"), size("16GiB"), size("1GiB")],
  4096: [size("8GiB"), size("30GiB"), size("1GiB")],
  8192: [size("16GiB"), size("60GiB"), size("4GiB")],
  16384: [size("32GiB"), size("120GiB"), size("8GiB")]
};
var containerSize = checked(
  object("size", {
    cpu: required(
      integer("number of CPU units", 256, 16384),
      "CPU in units of 1/1024: 256, 512, 1024, 2048, 4096, 8192 or 16384"
    ),
    memory: required(sizeWord, "memory")
  }),
  ({ cpu, memory }, problem) => {
    const range = fargate[cpu];
    if (range === void 0) {
      problem(["cpu"], `${cpu} is not sold`, `write one of: ${Object.keys(fargate).join(", ")}`);
      return;
    }
    const [from, to2, step] = range;
    const fits = memory >= from && memory <= to2 && memory % step === 0 && !(cpu === 256 && memory === 1536);
    if (!fits)
      problem(
        ["memory"],
        `${formatSize(memory)} is not sold with ${cpu} CPU units`,
        `write ${formatSize(from)} to ${formatSize(to2)} in steps of ${formatSize(step)}`
      );
  }
);
var cronRanges = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7]
];
function isCron(expression) {
  const fields2 = expression.split(" ");
  return fields2.length === 5 && fields2.every(
    (field, i) => field.split(",").every((part) => {
      const [, all, from, to2, step] = /^(?:(\*)|(\d{1,2})(?:-(\d{1,2}))?)(?:\/(\d{1,2}))?$/.exec(part) ?? [];
      const [low, high] = cronRanges[i] ?? [0, 0];
      const inside = (value) => value === void 0 || Number(value) >= low && Number(value) <= high;
      if (all === void 0 && from === void 0) return false;
      return inside(from) && inside(to2) && Number(from ?? 0) <= Number(to2 ?? high) && (step === void 0 || Number(step) > 0);
    })
  );
}
var cron = word({
  type: "schedule",
  json: { pattern: "^\\S+ \\S+ \\S+ \\S+ \\S+$" },
  remedy: 'write five cron fields in UTC, minute hour day month weekday: "0 3 * * *"',
  parse: (value) => isCron(value) ? value : void 0
});
var image = pattern(
  "image",
  /^[a-z0-9][a-z0-9._:/-]{0,254}(@sha256:[0-9a-f]{64})?$/,
  "write a repository of this estate, storefront/web, or a full image name with registry and tag"
);
var env = checked(mapOf(variableName, text), (value, problem) => {
  for (const key3 of Object.keys(value))
    if (looksSecret(key3)) problem([key3], "looks like a secret with its value", secretRemedy, "secret");
});
var service = checked(
  object("service", {
    was: optional(serviceName, "its name before: renames instead of replacing"),
    image: required(image, "a repository of this estate, storefront/web, or a full image name"),
    port: optional(port, "port that it listens on; required when `ingress.to` names it"),
    size: defaulted(
      containerSize,
      { cpu: 512, memory: size("1GiB") },
      "CPU and memory as Fargate sells them",
      "{ cpu: 512, memory: 1GiB }"
    ),
    count: optional(countWord, "how many: 2, or 2..6", "2 in production, else 1"),
    schedule: optional(cron, "makes it a job: five cron fields, UTC; instead of `count`"),
    standby: defaulted(flag, false, "count 0 until `shift-100`, so that jobs and consumers never run on both sides"),
    command: optional(listOf(line, { min: 1 }), "replaces the image's command"),
    env: optional(env, "plain variables; secrets are named in `secrets`", "none"),
    uses: optional(uses, "data of this product: r or rw; queues send, receive or both; mail send", "nothing")
  }),
  ({ count, schedule, port: listens }, problem) => {
    if (schedule === void 0) return;
    if (count !== void 0) problem(["count"], "a job runs on its schedule", "keep `schedule` or `count`", "conflict");
    if (listens !== void 0)
      problem(["port"], "a job listens on nothing", "remove it, or remove `schedule`", "conflict");
  }
);
function resolveService(name3, written3, environment2) {
  const { count, schedule, env: variables3 = {}, uses: used = {}, ...rest } = written3;
  const container = { name: name3, ...rest, env: variables3, uses: used };
  if (schedule !== void 0) return { ...container, kind: "job", schedule };
  return { ...container, kind: "service", count: count ?? usualCount(environment2) };
}
function usualCount(environment2) {
  return environment2.class === "production" ? { min: 2, max: 2 } : { min: 1, max: 1 };
}

// estate/schema/fleets.ts
var ami = word({
  type: "machine image",
  json: { pattern: "^(ami-[0-9a-f]{8,17}|ssm:/.+|[a-z][a-z0-9-]{0,31})$" },
  remedy: "write an image of the factory (base), ami-0123456789abcdef0, or ssm:/path/of/a/parameter",
  parse: (value) => {
    if (/^ami-[0-9a-f]{8,17}$/.test(value)) return { kind: "id", id: value };
    if (/^ssm:\/[A-Za-z0-9_./-]{1,1000}$/.test(value)) return { kind: "parameter", path: value.slice("ssm:".length) };
    return /^[a-z][a-z0-9-]{0,31}$/.test(value) && !value.startsWith("ami-") ? { kind: "image", name: value } : void 0;
  }
});
var instanceType = pattern("instance type", /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/, "write m7i.large");
var mount = pattern(
  "mount point",
  /^(\/[A-Za-z0-9._/-]+|[D-Z]:)$/,
  "write a directory, /srv, or on Windows a drive, D:"
);
var mountOf = { linux: /^\//, windows: /:$/ };
var disk = object("disk", {
  size: required(sizeWord, "size of the disk"),
  mount: required(mount, "directory, or on Windows a drive: D:"),
  restoreFrom: optional(
    pattern(
      "snapshot",
      /^(snap-[0-9a-f]{8,17}|arn:aws[a-z-]*:backup:.+)$/,
      "write snap-0123456789abcdef0 or the ARN of a recovery point"
    ),
    "snapshot that it is made from",
    "empty"
  )
});
var boot = object("boot", {
  packages: defaulted(
    listOf(
      pattern(
        "package name",
        /^[A-Za-z0-9][A-Za-z0-9+._:@/-]{0,127}$/,
        "write the name that the system\u2019s package manager knows"
      )
    ),
    [],
    "packages to install"
  ),
  files: optional(
    mapOf(pattern("absolute path", /^(\/|[A-Z]:[\\/]).+$/, "write /etc/app.conf or C:/app/app.conf"), text),
    "files to write: path to content",
    "none"
  ),
  run: defaulted(listOf(text), [], "commands; in service only after all have succeeded")
});
var fleet = checked(
  object("fleet", {
    was: optional(fleetName, "its name before: renames instead of replacing"),
    ami: defaulted(ami, { kind: "image", name: "base" }, "an image of the factory, ami-\u2026, or ssm:/path", "base"),
    type: required(instanceType, "instance type, m7i.large"),
    os: defaulted(oneOf("linux", "windows"), "linux", "linux, or windows (boots through EC2Launch, disks are D: \u2026)"),
    port: optional(port, "port that it listens on; required when `ingress.to` names it"),
    count: optional(countWord, "how many: 2, or 2..6", "2 in production, else 1; 1 with `az`"),
    az: optional(
      availabilityZone,
      "makes it a rehosted server: one instance in this zone, never recycled, its disks outlive it"
    ),
    maxLifetime: optional(durationWord, "age at which an instance is replaced, 1d to 365d; not with `az`", "14d"),
    standby: defaulted(flag, false, "count 0 until `shift-100`"),
    disks: optional(mapOf(diskName, disk), "disks besides the root disk", "none"),
    boot: defaulted(boot, { packages: [], run: [] }, "what cloud-init does at the first boot", "nothing"),
    uses: optional(uses, "data of this product: r or rw; queues send, receive or both; mail send", "nothing")
  }),
  ({ count, az, maxLifetime, os, disks: disks3 = {} }, problem) => {
    if (az !== void 0 && count !== void 0 && (count.min !== 1 || count.max !== 1))
      problem(["count"], "a rehosted server is one instance", "write count: 1, or remove az", "conflict");
    if (az !== void 0 && maxLifetime !== void 0)
      problem(["maxLifetime"], "a rehosted server is never recycled", "remove it, or remove az", "conflict");
    if (maxLifetime !== void 0 && (maxLifetime < duration("1d") || maxLifetime > duration("365d")))
      problem(["maxLifetime"], "EC2 takes 1 to 365 days", "write 14d");
    const mounts2 = /* @__PURE__ */ new Set();
    for (const [name3, { mount: where }] of Object.entries(disks3)) {
      if (!mountOf[os].test(where))
        problem(
          ["disks", name3, "mount"],
          `not a place on ${os}`,
          os === "linux" ? "write a directory: /srv" : "write a drive: D:"
        );
      if (mounts2.has(where))
        problem(["disks", name3, "mount"], `two disks at ${where}`, "give each disk its own place", "conflict");
      mounts2.add(where);
    }
  }
);
function resolveFleet(name3, written3, environment2) {
  const { count, az, maxLifetime = duration("14d"), disks: disks3 = {}, boot: first, uses: used = {}, ...rest } = written3;
  const machines2 = { name: name3, ...rest, disks: disks3, boot: { files: {}, ...first }, uses: used };
  if (az !== void 0) return { ...machines2, kind: "rehosted", az };
  return { ...machines2, kind: "pool", count: count ?? usualCount(environment2), maxLifetime };
}

// estate/schema/ingress.ts
var urlPath = pattern("path", /^\/[!-~]{0,255}$/, "write a path that begins with /: /healthz");
var target = shortOrLong(
  pattern(
    "service or fleet",
    /^[a-z][a-z0-9-]{0,23}$/,
    "write the name of a service or fleet of this product, or { legacy: [192.168.0.10] }"
  ),
  object("legacy target", {
    legacy: required(listOf(ipv4, { min: 1, unique: true }), "addresses in the datacenter"),
    port: defaulted(port, 443, "port there", "443")
  })
);
var ingress = checked(
  object("ingress", {
    kind: required(
      oneOf("static", "public", "internal", "none"),
      "static (NLB with Elastic IPs before an ALB), public (ALB), internal (ALB inside the VPC) or none"
    ),
    to: optional(
      mapOf(urlPath, target),
      "path to a service or fleet of this product, or { legacy: [addresses], port }; required unless kind is none, which ignores it"
    ),
    health: defaulted(urlPath, "/", "path that a healthy target answers with 2xx"),
    azs: optional(
      listOf(availabilityZone, { min: 1, unique: true }),
      "availability zones with an address; with kind static, one more is an announced change of addresses",
      "the environment's"
    ),
    host: optional(
      dnsName,
      "a name in a Route 53 zone, in environments without public `names`",
      "HTTP only; never in production"
    )
  }),
  ({ kind, to: to2 }, problem) => {
    if (kind !== "none" && (to2 === void 0 || Object.keys(to2).length === 0))
      problem(["to"], "missing", 'write what answers: to: { "/": web }', "missing");
  }
);
function resolveIngress(written3, environment2, fleets) {
  if (written3 === void 0 || written3.kind === "none") return { kind: "none" };
  const to2 = /* @__PURE__ */ Object.create(null);
  for (const [path, item] of Object.entries(written3.to ?? {})) {
    if (typeof item === "string") to2[path] = { kind: fleets.has(item) ? "fleet" : "service", name: item };
    else to2[path] = { kind: "legacy", addresses: item.legacy, port: item.port };
  }
  const { kind, health, host, azs = environment2.azs } = written3;
  return { kind, to: to2, health, azs, ...host !== void 0 && { host } };
}

// estate/schema/public-names.ts
var legacy = checked(
  object("records of today", {
    A: optional(listOf(ipv4, { min: 1, unique: true }), "IPv4 addresses"),
    AAAA: optional(listOf(ipv6, { min: 1, unique: true }), "IPv6 addresses"),
    CNAME: optional(dnsName, "the name that it points to; instead of addresses"),
    ttl: defaulted(durationWord, duration("1h"), "TTL of the records", "1h")
  }),
  ({ A, AAAA, CNAME }, problem) => {
    if (CNAME !== void 0 && (A !== void 0 || AAAA !== void 0))
      problem(["CNAME"], "a CNAME stands alone", "keep the CNAME or the addresses", "conflict");
    if (CNAME === void 0 && A === void 0 && AAAA === void 0)
      problem(["A"], "missing", "write what the world answers today: A: [192.0.2.10], AAAA or CNAME", "missing");
  }
);
var publicName = object("public name", {
  legacy: optional(legacy, "what the world answers today; preflight compares", "the name is new"),
  owner: optional(
    oneOf("legacy", "cutover", "stack"),
    "who writes the record; the only thing that tools write in this file",
    "legacy with `legacy`, else stack"
  )
});
function resolvePublicName(name3, zone3, written3) {
  const { legacy: today, owner = today === void 0 ? "stack" : "legacy" } = written3;
  return { name: name3, zone: zone3, owner, ...today && { legacy: resolveLegacy(today) } };
}
function resolveLegacy({ A = [], AAAA = [], CNAME, ttl }) {
  return CNAME === void 0 ? { kind: "addresses", ipv4: A, ipv6: AAAA, ttl } : { kind: "cname", target: CNAME, ttl };
}

// estate/resolve.ts
function usualTarget(names, environments) {
  return names.findLast((name3) => environments[name3]?.class === "production") ?? names.at(-1) ?? "";
}
function resolveProduct(name3, written3, parts, environments, zones) {
  const { was: was2, owner, wave, replaces } = written3;
  const target2 = usualTarget(written3.environments, environments);
  const policy = written3.cutover ?? noPolicy;
  const cutover2 = resolveCutover(policy, target2);
  const all = Object.values(zones);
  const names = each(written3.names, (key3, item) => resolvePublicName(key3, zoneOf(key3, all)?.name ?? "", item));
  const deployments = emptyMap();
  for (const env2 of written3.environments) {
    const environment2 = environments[env2];
    const part = parts.get(env2);
    if (environment2 === void 0 || part === void 0) continue;
    const mine = cutover2.env === env2;
    deployments[env2] = {
      product: name3,
      ...resolveDeployment(part, environment2),
      names: mine ? Object.values(names) : [],
      ...mine && cutover2.preview !== void 0 && { preview: cutover2.preview }
    };
  }
  return {
    name: name3,
    ...was2 !== void 0 && { was: was2 },
    ...owner !== void 0 && { owner },
    ...wave !== void 0 && { wave },
    environments: written3.environments,
    replaces,
    names,
    cutover: cutover2,
    in: deployments
  };
}
function resolveDeployment(written3, environment2) {
  const fleets = each(written3.fleets, (name3, item) => resolveFleet(name3, item, environment2));
  return {
    environment: environment2.name,
    ingress: resolveIngress(written3.ingress, environment2, new Set(Object.keys(fleets))),
    services: each(written3.services, (name3, item) => resolveService(name3, item, environment2)),
    fleets,
    data: each(written3.data, (name3, item) => resolveDataStore(name3, item, environment2)),
    secrets: written3.secrets
  };
}

// estate/schema/environments.ts
var unknownAccount = "000000000000";
var legacyNetwork = checked(
  object("legacy network", {
    via: required(
      pattern("way", /^(vpn|tgw-[0-9a-f]{8,17})$/, "write vpn, or the id of a transit gateway: tgw-0123456789abcdef0"),
      "vpn, or the id of a transit gateway, tgw-\u2026"
    ),
    gateway: optional(ipv4, "public address of the VPN gateway in the datacenter; with `via: vpn`"),
    cidrs: required(listOf(network, { min: 1, unique: true }), "networks of the datacenter that are reached this way")
  }),
  ({ via, gateway }, problem) => {
    if (via === "vpn" && gateway === void 0)
      problem(
        ["gateway"],
        "missing",
        "write gateway: the public address of the VPN gateway in the datacenter",
        "missing"
      );
    if (via !== "vpn" && gateway !== void 0)
      problem(["gateway"], "a transit gateway has no gateway address", "remove it, or write via: vpn", "conflict");
  }
);
var environment = checked(
  object("environment", {
    class: required(
      oneOf("production", "staging", "development", "ephemeral"),
      "what it is for: production, staging, development or ephemeral; decides the defaults below"
    ),
    account: required(
      pattern("AWS account id", /^\d{12}$/, 'write its 12 digits in quotes; "000000000000" while it is not known'),
      'AWS account id, in quotes. Deploy and cutover refuse any other. "000000000000" = not known yet: lists and synthesizes, never deploys'
    ),
    cidr: required(vpcNetwork, "IPv4 network of the VPC, /16 to /24"),
    azs: required(
      listOf(availabilityZone, { min: 2, unique: true }),
      "availability zones, two or more (load balancers and databases need two). Adding one later changes nothing else"
    ),
    nat: optional(
      oneOf("none", "single", "perAz"),
      "ways out of the private subnets, each with a fixed address",
      "perAz for production, else single"
    ),
    legacyNetwork: optional(legacyNetwork, "the way to the datacenter", "none"),
    access: optional(
      mapOf(groupName, oneOf("admin", "deploy", "read")),
      "what each group may do here; makes one role per group",
      "no roles"
    ),
    alarms: defaulted(listOf(email, { unique: true }), [], "addresses that alarms are mailed to"),
    mail: defaulted(
      listOf(dnsName, { unique: true }),
      [],
      "domains that mail is sent from: SES identities, one per account and region"
    ),
    ttl: optional(durationWord, "how long it lives; class ephemeral only, and required there"),
    owner: optional(line, "who answers for it; required for class ephemeral")
  }),
  (value, problem) => {
    if (value.class === "ephemeral") {
      if (value.ttl === void 0)
        problem(["ttl"], "missing", "an ephemeral environment needs an end: write ttl: 7d", "missing");
      if (value.owner === void 0)
        problem(
          ["owner"],
          "missing",
          "an ephemeral environment needs someone: write owner: a name or address",
          "missing"
        );
    } else if (value.ttl !== void 0) {
      problem(
        ["ttl"],
        `an environment of class ${value.class} does not expire`,
        "remove ttl, or write class: ephemeral",
        "conflict"
      );
    }
  }
);
var natByClass = {
  production: "perAz",
  staging: "single",
  development: "single",
  ephemeral: "single"
};
function resolveEnvironment(name3, written3) {
  const { legacyNetwork: legacy2, access = {}, nat = natByClass[written3.class], ...rest } = written3;
  return { name: name3, ...rest, nat, access, ...legacy2 && { legacyNetwork: resolveLegacy2(legacy2) } };
}
function resolveLegacy2({ via, gateway, cidrs }) {
  return via === "vpn" ? { via, gateway: gateway ?? "", cidrs } : { via: "transitGateway", id: via, cidrs };
}

// estate/schema/partners.ts
var endpoint = word({
  type: "host and port",
  json: { pattern: "^.+:\\d{1,5}$" },
  remedy: "write sftp.partner.example:22",
  parse: (text3) => {
    const [, host, number] = /^([a-z0-9._-]+):(\d{1,5})$/.exec(text3) ?? [];
    if (host === void 0 || Number(number) < 1 || Number(number) > 65535) return void 0;
    return isDnsName(host) || addressFamily(host) === 4 ? { host, port: Number(number) } : void 0;
  }
});
var partnerProduct = checked(
  object("directions", {
    ingress: optional(
      object("ingress", {
        ports: defaulted(listOf(port, { min: 1, unique: true }), [443], "ports that they open", "[443]"),
        from: defaulted(
          listOf(network, { unique: true }),
          [],
          "their networks: where evidence comes from; required with cutover.partners: evidenced"
        )
      }),
      "they open to our service addresses; needs ingress kind static"
    ),
    egress: optional(
      object("egress", { to: required(listOf(endpoint, { min: 1 }), "what we reach: host:port") }),
      "they open to our NAT addresses"
    )
  }),
  ({ ingress: ingress3, egress }, problem) => {
    if (ingress3 === void 0 && egress === void 0)
      problem(
        [],
        "names no direction",
        'write ingress: { from: [198.51.100.0/24] } or egress: { to: ["host:22"] }',
        "missing"
      );
  }
);
var partner = object("partner", {
  name: optional(line, "its name in prose", "the key"),
  was: optional(partnerName, "its key before: keeps its notices and confirmations"),
  contacts: required(listOf(email, { min: 1, unique: true }), "addresses that notices go to"),
  leadTime: required(durationWord, "from notice to the open firewall: 45d"),
  windows: defaulted(listOf(changeWindow), [], "when they change their firewall", "any time"),
  products: required(mapOf(productName, partnerProduct, { min: 1 }), "products that they allow, by direction")
});
function resolvePartner(name3, { name: title = name3, ...rest }) {
  return { name: name3, title, ...rest };
}

// estate/schema/plan.ts
var monthlyUsd = amount("sum in US dollars");
var filePath = word({
  type: "file in this folder",
  json: { minLength: 1 },
  remedy: "write a path below the folder of the estate file: bill.csv",
  parse: (text3) => /^[^/\\\n\r\t][^\\\n\r\t]*$/.test(text3) && !text3.split("/").includes("..") && !/^[A-Za-z]:/.test(text3) ? text3 : void 0
});
var bill = mapped(
  checked(
    object("bill", {
      file: optional(filePath, "CSV file with item,scope(flat|server|rack),server,monthlyUsd,until"),
      monthlyUsd: optional(monthlyUsd, "the whole bill in US dollars a month")
    }),
    ({ file, monthlyUsd: sum }, problem) => {
      if (file === void 0 === (sum === void 0))
        problem(
          [file === void 0 ? "file" : "monthlyUsd"],
          file === void 0 ? "missing" : "a bill is a file or a sum",
          "write either file: bill.csv or monthlyUsd: 6400",
          file === void 0 ? "missing" : "conflict"
        );
    }
  ),
  ({ file, monthlyUsd: sum }) => file === void 0 ? { kind: "total", monthlyUsd: sum ?? 0 } : { kind: "file", file }
);
var freeze = checked(
  object("freeze", {
    from: required(date, "first day without changes"),
    to: required(date, "last day without changes"),
    why: optional(line, "the reason, shown in the plan")
  }),
  ({ from, to: to2 }, problem) => {
    if (to2 < from) problem(["to"], `ends before it begins (${from})`, "swap from and to", "conflict");
  }
);
var instanceType2 = pattern(
  "instance type",
  /^(db\.|cache\.)?[a-z][a-z0-9-]*\.[a-z0-9-]+$/,
  "write m7i.xlarge, db.m7g.large or cache.t4g.small"
);
var pin = object("pin", {
  type: required(instanceType2, "instance type"),
  why: optional(line, "the reason, shown in the plan")
});
var leave = mapped(
  shortOrLong(
    oneOf("retire", "retain"),
    object("reason to leave it", {
      as: required(oneOf("retire", "retain"), "retire (switched off) or retain (stays)"),
      why: optional(line, "the reason, shown in the plan")
    })
  ),
  (value) => typeof value === "string" ? { as: value } : value
);
var settingName = pattern("setting", /^[A-Za-z][\w.-]{0,63}$/, "write the name as `--set` takes it");
var setting = shortOrLong(
  {
    type: "number or text",
    json: { type: ["number", "string"] },
    read: (value, tell) => value.kind === "scalar" && typeof value.value === "number" ? value.value : line.read(value, tell)
  },
  line
);
var plan = checked(
  object("plan", {
    start: optional(date, "first day of the first wave", "waves are weeks, W1, W2 \u2026; the clock is never read"),
    contractEnd: optional(date, "last day of the datacenter's contract"),
    bill: optional(bill, "the hosting bill, as `file` or `monthlyUsd`", "a stated model"),
    freezes: defaulted(listOf(freeze), [], "days without changes"),
    perWave: defaulted(
      object("capacity", {
        servers: optional(integer("count", 1, 1e5), "servers", "no limit"),
        hours: optional(integer("count", 1, 1e5), "hours of change windows", "no limit"),
        personDays: optional(integer("count", 1, 1e5), "days of people's work", "no limit"),
        data: optional(sizeWord, "data to transfer", "no limit")
      }),
      {},
      "what fits in one wave"
    ),
    link: optional(rateWord, "speed of the link that data is moved over", "the planner\u2019s assumption"),
    pins: optional(mapOf(line, pin), "servers whose recommendation is overridden", "none"),
    leave: optional(mapOf(line, leave), "servers that do not move: retire, retain, or { as: \u2026, why: \u2026 }", "none"),
    columns: optional(mapOf(line, line), "headings of the inventory and the fields that they mean", "none"),
    waive: defaulted(
      listOf(
        object("waiver", {
          condition: required(line, "id of the condition, as the plan prints it"),
          product: optional(productName, "only for this product", "for all"),
          why: required(line, "the reason, shown in the plan")
        })
      ),
      [],
      "conditions of a wave that are accepted as broken"
    ),
    set: optional(mapOf(settingName, setting), "numbers of the cost model, as `--set`", "none")
  }),
  ({ start, contractEnd }, problem) => {
    if (start !== void 0 && contractEnd !== void 0 && contractEnd < start)
      problem(
        ["contractEnd"],
        `lies before start (${start})`,
        "write the last day that the datacenter is paid for",
        "conflict"
      );
  }
);
var noPlan = { freezes: [], perWave: {}, pins: {}, leave: {}, columns: {}, waive: [], set: {} };

// estate/partial.ts
function isSchema(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function loosened(schema) {
  const { required: _, minProperties: __, oneOf: kinds2, ...rest } = schema;
  const each3 = (value) => isSchema(value) ? { anyOf: [loosened(value), { type: "null" }] } : value;
  const eachOf = (value) => isSchema(value) ? Object.fromEntries(Object.entries(value).map(([key3, item]) => [key3, each3(item)])) : {};
  return {
    ...rest,
    ..."properties" in rest && { properties: eachOf(rest["properties"]) },
    ..."additionalProperties" in rest && { additionalProperties: each3(rest["additionalProperties"]) },
    ...Array.isArray(kinds2) && { anyOf: kinds2.map((kind) => loosened(kind)) }
  };
}
function partial(shape) {
  const known2 = Object.keys(shape.fields ?? {});
  return {
    type: `parts of a ${shape.type}`,
    json: loosened(shape.json),
    read(value, tell) {
      if (isEmpty(value)) return value;
      if (value.kind !== "map")
        return mismatch(value, "map", `write a map with ${known2.join(", ")}; this is ${show(value)}`, tell);
      let whole2 = true;
      for (const [key3, { keyAt }] of value.entries) {
        if (known2.includes(key3)) continue;
        const close = nearest(key3, known2);
        const remedy = close === void 0 ? `only ${known2.join(", ")} can differ between environments` : `did you mean "${close}"?`;
        tell(keyAt, [...value.path, key3], "unknown-key", "unknown key", remedy);
        whole2 = false;
      }
      return whole2 ? value : invalid;
    }
  };
}

// estate/schema/products.ts
var deployedFields = {
  ingress: optional(ingress, "how clients reach it", "kind: none"),
  services: optional(mapOf(serviceName, service), "containers", "none"),
  fleets: optional(mapOf(fleetName, fleet), "virtual machines", "none"),
  data: optional(mapOf(dataName, dataStore), "databases, caches, queues, buckets, file systems, mail", "none"),
  secrets: defaulted(
    listOf(variableName, { unique: true }),
    [],
    "names only; people put the value at /<environment>/<product>/<NAME>, never here"
  )
};
var deployed = object("product", deployedFields);
var overridden = partial(deployed);
var productFields = {
  was: optional(productName, "its name before: renames instead of destroying"),
  owner: optional(line, "who answers for it"),
  environments: required(
    listOf(environmentName, { min: 1, unique: true }),
    "environments that it runs in, in the order of promotion"
  ),
  replaces: defaulted(
    listOf(line, { unique: true }),
    [],
    "servers of the inventory that it replaces; a server belongs to one product"
  ),
  wave: optional(integer("wave", 1, 999), "a pin: the wave that it moves in", "the planner chooses"),
  names: optional(mapOf(dnsName, publicName), "public names, of the environment in `cutover.env`", "none"),
  cutover: optional(cutover, "how it is cut over", "all defaults")
};
function later(shape) {
  return { type: shape.type, json: shape.json, ...shape.fields && { fields: shape.fields }, read: (value) => value };
}
var laterFields = {
  ingress: optional(later(deployedFields.ingress.shape), deployedFields.ingress.doc, deployedFields.ingress.otherwise),
  services: optional(
    later(deployedFields.services.shape),
    deployedFields.services.doc,
    deployedFields.services.otherwise
  ),
  fleets: optional(later(deployedFields.fleets.shape), deployedFields.fleets.doc, deployedFields.fleets.otherwise),
  data: optional(later(deployedFields.data.shape), deployedFields.data.doc, deployedFields.data.otherwise),
  secrets: optional(later(deployedFields.secrets.shape), deployedFields.secrets.doc, "none"),
  overrides: optional(
    mapOf(environmentName, overridden),
    "what is different in an environment: same shape as ingress, services, fleets, data and secrets; maps merged by key, lists replaced, an empty value leaves the key out",
    "nothing"
  )
};
var product = checked(object("product", { ...productFields, ...laterFields }), (value, problem) => {
  for (const env2 of Object.keys(value.overrides ?? {}))
    if (!value.environments.includes(env2)) {
      const path = ["overrides", env2];
      problem(
        path,
        `${env2} is not an environment of this product`,
        `write one of: ${value.environments.join(", ")}`,
        "reference"
      );
    }
});

// estate/schema/zones.ts
var writer = word({
  type: "way to write",
  json: { pattern: "^(manual|rfc2136://.+)$" },
  remedy: "write manual, or rfc2136://ns1.host.example?key=cutover (the secret goes into $TSIG_CUTOVER)",
  parse: (text3) => {
    if (text3 === "manual") return { kind: "manual" };
    const [, server, port2, key3] = /^rfc2136:\/\/([a-z0-9.-]+|\[[0-9a-f:]+\])(?::(\d{1,5}))?\/?\?key=([A-Za-z0-9._-]{1,63})$/.exec(text3) ?? [];
    if (server === void 0 || key3 === void 0 || Number(port2 ?? 53) > 65535) return void 0;
    const secretVariable2 = `TSIG_${key3.toUpperCase().replace(/[^A-Z0-9]/g, "_")}`;
    return { kind: "rfc2136", server, port: Number(port2 ?? 53), key: key3, secretVariable: secretVariable2 };
  }
});
var zone = checked(
  variants("zone", "at", "who answers for the zone: the old provider, or Route 53", {
    legacy: {
      write: defaulted(
        writer,
        { kind: "manual" },
        "manual, or rfc2136://SERVER?key=NAME with the secret in $TSIG_NAME",
        "manual"
      ),
      via: optional(
        dnsName,
        "Route 53 zone that moved names point into: shop.<zone> becomes a CNAME to shop.<via>",
        "required once a product has a name in the zone"
      )
    },
    route53: {
      in: optional(environmentName, "environment whose foundation makes the zone; or `id`"),
      id: optional(
        pattern("hosted zone id", /^Z[A-Z0-9]{5,31}$/, "write the id of the zone: Z0123456789ABC"),
        "id of a zone that exists; or `in`"
      ),
      private: defaulted(flag, false, "a private zone, seen only inside the VPC")
    }
  }),
  (value, problem) => {
    if (value.at === "legacy") return;
    if (value.in === void 0 && value.id === void 0)
      problem(
        ["in"],
        "missing",
        "write in: the environment that makes the zone, or id: Z\u2026 of a zone that exists",
        "missing"
      );
    if (value.in !== void 0 && value.id !== void 0)
      problem(
        ["id"],
        "a zone is either made or exists",
        "keep `in` (made by that environment) or `id` (exists already)",
        "conflict"
      );
  }
);
function resolveZone(name3, written3) {
  if (written3.at === "legacy") return { name: name3, ...written3 };
  const { in: environment2, id, private: hidden } = written3;
  const base = { name: name3, at: "route53", private: hidden };
  return environment2 === void 0 ? { ...base, origin: "existing", id: id ?? "" } : { ...base, origin: "made", environment: environment2 };
}
var stateStore = mapped(
  pattern(
    "place for states",
    /^(local|s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[A-Za-z0-9!_.*'()-]+)*\/?)$/,
    "write local, or s3://BUCKET/PREFIX"
  ),
  (text3) => {
    if (text3 === "local") return { kind: "local" };
    const [bucket = "", ...rest] = text3.slice("s3://".length).split("/");
    return { kind: "s3", bucket, prefix: rest.filter((part) => part !== "").join("/") };
  }
);

// estate/schema/estate.ts
var destroyable = word({
  type: "thing of a stack",
  json: { pattern: "^[a-z][a-z0-9-]*/.+$" },
  remedy: "write STACK/THING, as the refusal names it: storefront-prod/db",
  parse: (text3) => {
    const [, stack, thing] = /^([a-z][a-z0-9-]{0,40})\/([\w.*-]{1,255})$/.exec(text3) ?? [];
    return stack === void 0 || thing === void 0 ? void 0 : { stack, thing };
  }
});
var roleArn = pattern(
  "IAM role or user",
  /^arn:aws[a-z-]*:(iam|sts)::\d{12}:(role|user|assumed-role)\/[\w+=,.@/-]{1,512}$/,
  "write arn:aws:iam::111122223333:role/sso/ops"
);
var estateFields = {
  schema: required(oneOf("estate/v1"), "estate/v1"),
  company: required(companyName, "prefix and tag of everything"),
  region: required(regionName, "AWS region of all environments"),
  state: defaulted(
    stateStore,
    { kind: "local" },
    "local, or s3://BUCKET/PREFIX: Terraform states below tf/, cutover journals below cutover/",
    "local"
  ),
  environments: required(mapOf(environmentName, environment, { min: 1, lenient: true }), "environments by name"),
  groups: optional(
    mapOf(groupName, listOf(roleArn, { unique: true })),
    "who may assume the roles that `access` makes: group to IAM roles or users",
    "none"
  ),
  zones: optional(mapOf(dnsName, zone, { lenient: true }), "DNS zones by name", "none"),
  products: required(mapOf(productName, product, { lenient: true }), "products by name"),
  partners: optional(
    mapOf(partnerName, partner, { lenient: true }),
    "who allows our addresses, and must be told before they change",
    "none"
  ),
  plan: optional(plan, "inputs of plan-migration that no inventory holds", "none"),
  allowDestroy: defaulted(listOf(destroyable), [], "what may be destroyed: STACK/THING")
};
var estateFile = object("estate", estateFields);

// estate/load.ts
var maxProblems2 = 1e3;
function collector(file, place) {
  const found = /* @__PURE__ */ new Map();
  const tell = (at, path, code, message, remedy) => {
    const problem = { code, file, ...place(at), path: formatPath(path), message, remedy };
    const key3 = `${problem.path}
${message}`;
    if (found.size < maxProblems2 && !found.has(key3)) found.set(key3, problem);
  };
  const list2 = () => [...found.values()].toSorted((a, b) => a.line - b.line || a.column - b.column);
  return { tell, list: list2 };
}
function layered(product3, env2) {
  const base = /* @__PURE__ */ new Map();
  if (product3.kind === "map") {
    for (const [key3, entry] of product3.entries)
      if (Object.hasOwn(deployedFields, key3) && !isEmpty(entry.value)) base.set(key3, entry);
  }
  const written3 = { kind: "map", at: product3.at, path: product3.path, entries: base };
  const over = find(product3, ["overrides", env2]);
  if (over?.kind !== "map") return written3;
  const entries = new Map([...over.entries].filter(([key3]) => Object.hasOwn(deployedFields, key3)));
  return merge(written3, { ...over, entries });
}
function readDeployments(root, tell) {
  const values = /* @__PURE__ */ new Map();
  const parts = /* @__PURE__ */ new Map();
  const products = find(root, ["products"]);
  for (const [name3, { value }] of products?.kind === "map" ? products.entries : []) {
    const list2 = find(value, ["environments"]);
    const named = (list2?.kind === "list" ? list2.items : []).flatMap(
      (item) => item.kind === "scalar" && typeof item.value === "string" ? [item.value] : []
    );
    const environments = new Set(named.length > 0 ? named : [""]);
    values.set(name3, /* @__PURE__ */ new Map());
    parts.set(name3, /* @__PURE__ */ new Map());
    for (const env2 of environments) {
      const merged = layered(value, env2);
      const part = deployed.read(merged, tell);
      values.get(name3)?.set(env2, merged);
      if (part !== invalid) parts.get(name3)?.set(env2, part);
    }
  }
  return { values, parts };
}
function assemble(written3, parts) {
  const environments = each(written3.environments, resolveEnvironment);
  const zones = each(written3.zones, resolveZone);
  const product3 = (name3, item) => resolveProduct(name3, item, parts.get(name3) ?? /* @__PURE__ */ new Map(), environments, zones);
  const partners = each(written3.partners, resolvePartner);
  return {
    schema: "estate/v1",
    company: written3.company ?? "",
    region: written3.region ?? "",
    state: written3.state ?? { kind: "local" },
    environments,
    groups: written3.groups ?? {},
    zones,
    products: each(written3.products, product3),
    partners,
    plan: { ...noPlan, ...written3.plan },
    allowDestroy: written3.allowDestroy ?? []
  };
}
function loadEstate(text3, fileName = "estate.yaml") {
  const parsed = parse(text3, fileName);
  if (!parsed.ok) return { ok: false, problems: parsed.problems, warnings: [] };
  const { root, place } = parsed;
  const problems = collector(fileName, place);
  const warnings = collector(fileName, place);
  const { result } = readFields("estate", estateFields, root, problems.tell);
  const { values, parts } = readDeployments(root, problems.tell);
  const estate = assemble(result, parts);
  const inside = (product3, env2, below) => {
    const value = values.get(product3)?.get(env2) ?? root;
    return [offsetOf(value, below), find(value, below)?.path ?? ["products", product3, ...below]];
  };
  const scene = {
    estate,
    written: (path) => find(root, path) !== void 0,
    problem: (path, code, message, remedy) => problems.tell(offsetOf(root, path), path, code, message, remedy),
    problemIn: (product3, env2, below, code, message, remedy) => problems.tell(...inside(product3, env2, below), code, message, remedy),
    warning: (path, message, remedy) => warnings.tell(offsetOf(root, path), path, "reference", message, remedy),
    warningIn: (product3, env2, below, message, remedy) => warnings.tell(...inside(product3, env2, below), "reference", message, remedy)
  };
  for (const check of [checkEnvironments, checkZones, checkProducts, checkNames, checkPartners, checkPlan])
    check(scene);
  if (problems.list().length > 0) return { ok: false, problems: problems.list(), warnings: warnings.list() };
  const locate = (path) => place(offsetOf(root, path));
  return { ok: true, estate, warnings: warnings.list(), document: { file: fileName, text: text3, locate } };
}

// estate/contracts.ts
function open(type, fields2) {
  const closed = object(type, fields2);
  return {
    ...closed,
    read(value, tell) {
      if (value.kind !== "map") return mismatch(value, type, "deploy the stack again and write its outputs", tell);
      const known2 = {
        ...value,
        entries: new Map([...value.entries].filter(([key3]) => Object.hasOwn(fields2, key3)))
      };
      return closed.read(known2, tell);
    }
  };
}
var anyKey = {
  type: "name",
  json: { type: "string" },
  read: (value) => value.kind === "scalar" ? value.source : invalid
};
var mapBy = (item) => mapOf(anyKey, item);
var must = (shape) => required(shape, "deploy the stack again and write its outputs");
var list = defaulted(listOf(text), [], "list");
var header = { environment: must(line), account: must(line), region: must(line) };
var allocation = open("address", { ip: must(ipv4), allocation: must(line) });
var record = open("record", { name: must(line), type: must(line), value: must(text), why: optional(text, "reason") });
var records = defaulted(listOf(record), [], "records");
var addresses = open("addresses/v1", {
  schema: must(oneOf("addresses/v1")),
  ...header,
  egress: defaulted(mapBy(allocation), {}, "source addresses"),
  ingress: defaulted(mapBy(mapBy(allocation)), {}, "service addresses"),
  stateful: list
});
var foundation = open("foundation/v1", {
  schema: must(oneOf("foundation/v1")),
  ...header,
  vpc: must(line),
  subnets: must(mapBy(mapBy(line))),
  cluster: must(line),
  kmsKey: must(line),
  parameterPath: must(line),
  alarmTopic: must(line),
  logBucket: must(line),
  flowLogs: must(
    open("flow logs", {
      kind: must(line),
      group: optional(line, "log group"),
      bucket: optional(line, "bucket"),
      fields: must(line)
    })
  ),
  zones: defaulted(mapBy(open("zone", { id: must(line), nameServers: list })), {}, "zones"),
  certificates: defaulted(
    mapBy(open("certificate", { arn: must(line), names: list, validation: records })),
    {},
    "certificates"
  ),
  records,
  stateful: list
});
var product2 = open("product/v1", {
  schema: must(oneOf("product/v1")),
  product: must(line),
  ...header,
  ingress: must(
    open("ingress", {
      kind: must(oneOf("static", "public", "internal", "none")),
      nlb: optional(open("load balancer", { arn: must(line), dnsName: must(line), zoneId: must(line) }), "NLB"),
      alb: optional(
        open("load balancer", {
          arn: must(line),
          metric: must(line),
          dnsName: optional(line, "name"),
          zoneId: optional(line, "zone")
        }),
        "ALB"
      ),
      targetGroups: defaulted(mapBy(line), {}, "target groups")
    })
  ),
  killSwitch: optional(open("kill switch", { healthCheck: must(line), object: must(line) }), "kill switch"),
  services: defaulted(mapBy(open("service", { cluster: must(line), service: must(line) })), {}, "services"),
  fleets: defaulted(mapBy(open("fleet", { group: must(line), launchTemplate: must(line) })), {}, "fleets"),
  alarms: list,
  names: list,
  records,
  stateful: list
});

// modules/policy/values.ts
function isConfig(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function configOf(value) {
  return isConfig(value) ? value : {};
}
function blocks(value) {
  return (Array.isArray(value) ? value : [value]).filter(isConfig);
}
function texts(value) {
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === "string");
}
function isExpression(value) {
  return typeof value === "string" && value.includes("${");
}
function isOn(value) {
  return value === true || value === "true" || isExpression(value);
}
function isGiven(value) {
  return value !== void 0 && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);
}
function numberOf(value) {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^\d+$/.test(value) ? Number(value) : void 0;
}

// modules/policy/acceptance.ts
var shortestReason = 10;
function faultOf({ rule: rule2, because, until }, today, known2) {
  if (!known2.has(rule2)) return `accepts ${JSON.stringify(rule2)}, which is no rule`;
  if (because.trim().length < shortestReason) return `accepts ${rule2} without a reason; write why it is right here`;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(until) || Number.isNaN(Date.parse(until)))
    return `accepts ${rule2} until ${JSON.stringify(until)}; write a day like 2027-06-30`;
  return until < today ? `accepted ${rule2} until ${until}: mend it, or accept it anew` : void 0;
}
var text2 = (value) => typeof value === "string" ? value : "";
function acceptancesIn(config) {
  return blocks(configOf(config["//"])["policy"]).map((one) => ({
    rule: text2(one["rule"]),
    because: text2(one["because"]),
    until: text2(one["until"])
  }));
}

// modules/policy/rule.ts
function each2(types, judge) {
  return (template) => template.of(...types).flatMap((resource2) => {
    const said = judge(resource2, template) ?? [];
    return (typeof said === "string" ? [said] : said).map((message) => ({ address: resource2.address, message }));
  });
}

// modules/policy/rules/access-logs.ts
var accessLogs = {
  id: "access-logs",
  title: "Load balancers keep access logs",
  why: "They alone say who asked for what, and when it began to fail.",
  remedy: "Set access_logs to a bucket that load balancers may write to.",
  severity: "error",
  also: ["CKV_AWS_91", "ELBLoggingEnabled"],
  check: each2(
    ["aws_lb", "aws_alb"],
    ({ config }) => (
      // A network load balancer logs TLS listeners only.
      config["load_balancer_type"] === "network" || config["load_balancer_type"] === "gateway" || blocks(config["access_logs"]).some((one) => isOn(one["enabled"])) ? void 0 : "has no access logs"
    )
  )
};

// modules/policy/rules/account.ts
var account = {
  id: "account",
  title: "A stack names the accounts that it may be deployed into",
  why: "With the wrong profile, production is deployed into the test account, or the other way round.",
  remedy: "Set allowed_account_ids of the provider.",
  severity: "error",
  also: [],
  check: each2(
    ["provider.aws"],
    ({ config }) => isGiven(config["allowed_account_ids"]) ? void 0 : "may be deployed into any account"
  )
};

// modules/policy/template.ts
var resource = (type, id, config, address = `${type}.${id}`) => ({
  type,
  id,
  address,
  config,
  accepted: acceptancesIn(config)
});
function ofSection(section, prefix) {
  return Object.entries(configOf(section)).flatMap(
    ([type, byId]) => Object.entries(configOf(byId)).flatMap(
      ([id, config]) => isConfig(config) ? [resource(`${prefix}${type}`, id, config)] : []
    )
  );
}
function providers(section) {
  return Object.entries(configOf(section)).flatMap(
    ([name3, list2]) => blocks(list2).map((config) => {
      const type = `provider.${name3}`;
      const { alias } = config;
      return typeof alias === "string" ? resource(type, alias, config) : resource(type, name3, config, type);
    })
  );
}
function defaultTags(provider) {
  return configOf(blocks(provider["default_tags"])[0]?.["tags"]);
}
var tag = (tags2, name3) => typeof tags2[name3] === "string" ? tags2[name3] : void 0;
function readTemplate(stack, json) {
  if (!isConfig(json) || !isConfig(json["terraform"]))
    throw new Error(`${stack} is not the synthesized JSON of a stack: it has no "terraform"`);
  const made = [
    ...providers(json["provider"]),
    ...ofSection(json["resource"], ""),
    ...ofSection(json["data"], "data.")
  ];
  const tags2 = made.filter(({ type }) => type === "provider.aws").map(({ config }) => defaultTags(config));
  const find2 = (name4) => tags2.map((one) => tag(one, name4)).find((value) => value !== void 0);
  const [name3, kind] = [find2("environment"), find2("class")];
  const byType = /* @__PURE__ */ new Map();
  for (const one of made) {
    const same = byType.get(one.type);
    if (same === void 0) byType.set(one.type, [one]);
    else same.push(one);
  }
  return {
    stack,
    resources: made,
    accepted: acceptancesIn(json),
    environment: { ...name3 !== void 0 && { name: name3 }, ...kind !== void 0 && { class: kind } },
    of: (...types) => types.flatMap((type) => byType.get(type) ?? [])
  };
}
function refersTo(value, { type, id, config }) {
  const written3 = JSON.stringify(value) ?? "";
  const at = written3.indexOf(`${type}.${id}`);
  if (at >= 0 && !/[\w-]/.test(written3.charAt(at + type.length + id.length + 1))) return true;
  const names = [config["name"], config["bucket"], config["identifier"]].filter((name3) => typeof name3 === "string");
  return names.some((name3) => written3 === JSON.stringify(name3));
}

// modules/policy/rules/administrator.ts
var administrator = {
  id: "administrator",
  title: "Nothing is an administrator",
  why: "A role with all rights turns every mistake in it into an incident of the whole account.",
  remedy: "Name the actions that are needed, or limit the role by a permissions boundary.",
  severity: "error",
  also: ["CKV_AWS_274", "IAMNoManagedPolicies"],
  check: each2(
    [
      "aws_iam_role_policy_attachment",
      "aws_iam_group_policy_attachment",
      "aws_iam_user_policy_attachment",
      "aws_iam_policy_attachment"
    ],
    ({ config }, { of }) => {
      const [, name3] = /:policy\/(AdministratorAccess|PowerUserAccess|IAMFullAccess)$/.exec(String(config["policy_arn"])) ?? [];
      const bounded = of("aws_iam_role").some(
        (role) => refersTo(config["role"], role) && isGiven(role.config["permissions_boundary"])
      );
      return name3 === void 0 || bounded ? void 0 : `has ${name3} without a boundary`;
    }
  )
};

// modules/policy/rules/alarm-target.ts
var alarmTarget = {
  id: "alarm-target",
  title: "Alarms tell somebody",
  why: "An alarm without an action rings where nobody is.",
  remedy: "Set alarm_actions to a topic that people read.",
  severity: "error",
  also: ["CKV_AWS_319", "CloudWatchAlarmAction"],
  check: each2(
    ["aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"],
    ({ config }) => isGiven(config["alarm_actions"]) && config["actions_enabled"] !== false ? void 0 : "tells nobody"
  )
};

// modules/policy/rules/bucket-encrypted.ts
var bucketEncrypted = {
  id: "bucket-encrypted",
  title: "A bucket says how it is encrypted",
  why: "The default of S3 has no key of yours: whoever may read the objects needs no second permission.",
  remedy: "Add aws_s3_bucket_server_side_encryption_configuration.",
  severity: "warning",
  also: ["CKV_AWS_19", "CKV_AWS_145", "S3BucketServerSideEncryptionEnabled"],
  check: each2(
    ["aws_s3_bucket"],
    (bucket, { of }) => of("aws_s3_bucket_server_side_encryption_configuration").some(({ config }) => refersTo(config["bucket"], bucket)) ? void 0 : "has no encryption of its own"
  )
};

// modules/policy/tls.ts
function denies(policy) {
  if (!isGiven(policy)) return false;
  if (typeof policy !== "string") return false;
  try {
    return blocks(configOf(JSON.parse(policy))["Statement"]).some(
      ({ Effect: effect, Condition: condition }) => effect === "Deny" && String(configOf(configOf(condition)["Bool"])["aws:SecureTransport"]) === "false"
    );
  } catch {
    return isExpression(policy);
  }
}
function refusesPlaintext(template, resource2, attached, by) {
  return denies(resource2.config["policy"]) || template.of(...attached).some(({ config }) => refersTo(config[by], resource2) && denies(config["policy"]));
}

// modules/policy/rules/bucket-tls.ts
var bucketTls = {
  id: "bucket-tls",
  title: "Buckets refuse plain HTTP",
  why: "One client without TLS sends its credentials and data in the clear.",
  remedy: "Deny s3:* where aws:SecureTransport is false.",
  severity: "error",
  also: ["CKV_AWS_379", "S3BucketSSLRequestsOnly"],
  check: each2(
    ["aws_s3_bucket"],
    (bucket, template) => refusesPlaintext(template, bucket, ["aws_s3_bucket_policy"], "bucket") ? void 0 : "answers plain HTTP"
  )
};

// modules/policy/rules/bucket-versions.ts
var bucketVersions = {
  id: "bucket-versions",
  title: "Buckets keep old versions",
  why: "An overwritten or deleted object is gone without them.",
  remedy: "Add aws_s3_bucket_versioning with status Enabled, and a lifecycle rule that ends old versions.",
  severity: "error",
  also: ["CKV_AWS_21", "S3BucketVersioningEnabled"],
  check: each2(
    ["aws_s3_bucket"],
    (bucket, { of }) => of("aws_s3_bucket_versioning").some(
      ({ config }) => refersTo(config["bucket"], bucket) && blocks(config["versioning_configuration"]).some(({ status }) => status === "Enabled" || isExpression(status))
    ) ? void 0 : "keeps no old versions"
  )
};

// modules/policy/rules/cache-backup.ts
var cacheBackup = {
  id: "cache-backup",
  title: "A cache in production keeps snapshots",
  why: "A cache that starts empty can bring down the database behind it.",
  remedy: "Set snapshot_retention_limit to at least 1.",
  severity: "warning",
  also: ["ElastiCacheRedisClusterAutomaticBackup"],
  check: each2(
    ["aws_elasticache_replication_group"],
    ({ config }, { environment: environment2 }) => environment2.class !== "production" || isExpression(config["snapshot_retention_limit"]) || (numberOf(config["snapshot_retention_limit"]) ?? 0) > 0 ? void 0 : "has no snapshots"
  )
};

// modules/policy/rules/cache-encrypted.ts
var cacheEncrypted = {
  id: "cache-encrypted",
  title: "Caches are encrypted on disk and on the wire",
  why: "Sessions and tokens lie in caches; on the wire they can be read by whoever is in between.",
  remedy: "Set transit_encryption_enabled, and at_rest_encryption_enabled of a replication group.",
  severity: "error",
  also: ["CKV_AWS_29", "CKV_AWS_30", "ElastiCacheRedisClusterEncryption"],
  check: each2(["aws_elasticache_replication_group", "aws_elasticache_cluster"], ({ type, config }) => {
    if (isGiven(config["replication_group_id"]) && type === "aws_elasticache_cluster") return [];
    return [
      ...isOn(config["transit_encryption_enabled"]) ? [] : ["is not encrypted on the wire"],
      ...type === "aws_elasticache_cluster" || isOn(config["at_rest_encryption_enabled"]) ? [] : ["is not encrypted on disk"]
    ];
  })
};

// modules/policy/rules/cache-standby.ts
var cacheStandby = {
  id: "cache-standby",
  title: "A cache in production fails over",
  why: "A cache of one node is empty after every maintenance.",
  remedy: "Set two nodes, automatic_failover_enabled and multi_az_enabled.",
  severity: "warning",
  also: ["CKV2_AWS_50", "ElastiCacheRedisClusterMultiAZ"],
  check: each2(
    ["aws_elasticache_replication_group"],
    ({ config }, { environment: environment2 }) => environment2.class !== "production" || isOn(config["automatic_failover_enabled"]) && isOn(config["multi_az_enabled"]) ? void 0 : "does not fail over"
  )
};

// modules/policy/rules/container-insights.ts
var containerInsights = {
  id: "container-insights",
  title: "A cluster measures its tasks",
  why: "Without Container Insights there is no number for memory of a task or tasks that should run and do not.",
  remedy: "Set the containerInsights setting to enabled or enhanced.",
  severity: "warning",
  also: ["CKV_AWS_65", "ECSClusterCloudWatchContainerInsights"],
  check: each2(
    ["aws_ecs_cluster"],
    ({ config }) => blocks(config["setting"]).some(({ name: name3, value }) => name3 === "containerInsights" && value !== "disabled") ? void 0 : "has no Container Insights"
  )
};

// modules/policy/rules/database-backup.ts
var databaseBackup = {
  id: "database-backup",
  title: "Databases are backed up",
  why: "Without automatic backups there is no way back from a bad statement.",
  remedy: "Set backup_retention_period to at least 7 days in production, 1 elsewhere.",
  severity: "error",
  also: ["CKV_AWS_133", "RDSInstanceBackupEnabled"],
  check: each2(["aws_db_instance", "aws_rds_cluster"], ({ type, config }, { environment: environment2 }) => {
    if (isGiven(config["replicate_source_db"]) || isExpression(config["backup_retention_period"])) return [];
    const days = numberOf(config["backup_retention_period"]) ?? (type === "aws_rds_cluster" ? 1 : 0);
    if (days === 0) return "has no backups";
    return environment2.class === "production" && days < 7 ? `keeps backups for ${days} days only` : [];
  })
};

// modules/policy/rules/database-encrypted.ts
var databaseEncrypted = {
  id: "database-encrypted",
  title: "Databases are encrypted",
  why: "It cannot be switched on later: the database must be restored from an encrypted copy of a snapshot.",
  remedy: "Set storage_encrypted, with the key of the environment.",
  severity: "error",
  also: ["CKV_AWS_16", "CKV_AWS_96", "RDSStorageEncrypted"],
  check: each2(
    ["aws_db_instance", "aws_rds_cluster"],
    ({ config }) => isOn(config["storage_encrypted"]) || isGiven(config["replicate_source_db"]) ? void 0 : "is not encrypted"
  )
};

// modules/policy/rules/database-parameters.ts
var databaseParameters = {
  id: "database-parameters",
  title: "A database has a parameter group of its own",
  why: "The default group cannot be changed: the first setting that is needed (TLS, slow log) means a restart.",
  remedy: "Give it parameter_group_name.",
  severity: "warning",
  also: [],
  check: each2(
    ["aws_db_instance"],
    ({ config }) => isGiven(config["replicate_source_db"]) || isGiven(config["parameter_group_name"]) && !String(config["parameter_group_name"]).startsWith("default.") ? void 0 : "uses the default parameter group"
  )
};

// modules/policy/rules/database-standby.ts
var databaseStandby = {
  id: "database-standby",
  title: "A database in production has a standby",
  why: "Without one, the loss of a disk or a zone means a restore: an hour, and the last five minutes of data.",
  remedy: "Set multi_az.",
  severity: "warning",
  also: ["CKV_AWS_157", "RDSMultiAZSupport"],
  check: each2(["aws_db_instance"], ({ config }, { environment: environment2 }) => {
    const possible = !/^sqlserver-(ex|web)$/.test(String(config["engine"]));
    return environment2.class !== "production" || !possible || isOn(config["multi_az"]) || isGiven(config["replicate_source_db"]) ? void 0 : "has no standby";
  })
};

// modules/policy/rules/default-security-group.ts
var nowhere = () => void 0;
var defaultSecurityGroup = {
  id: "default-security-group",
  title: "The default security group lets nothing through",
  why: "What names no group gets the default one, which lets all of its members talk to each other and out to anywhere.",
  remedy: "Add aws_default_security_group for the VPC, without rules.",
  severity: "error",
  also: ["CKV2_AWS_12", "VPCDefaultSecurityGroupClosed"],
  check: (template) => [
    ...each2(
      ["aws_default_security_group"],
      ({ config }) => ["ingress", "egress"].filter((name3) => isGiven(config[name3])).map((name3) => `has ${name3} rules`)
    )(template, nowhere),
    ...each2(
      ["aws_vpc"],
      (vpc, { of }) => of("aws_default_security_group").some(({ config }) => refersTo(config["vpc_id"], vpc)) ? void 0 : "its default security group is as AWS made it: open"
    )(template, nowhere)
  ]
};

// modules/policy/rules/deployment-rollback.ts
var deploymentRollback = {
  id: "deployment-rollback",
  title: "A failed deployment of a service goes back by itself",
  why: "Else ECS starts and stops broken tasks for hours, and the old ones are gone.",
  remedy: "Set deployment_circuit_breaker { enable = true, rollback = true }.",
  severity: "error",
  also: [],
  check: each2(["aws_ecs_service"], ({ config }) => {
    const controller = blocks(config["deployment_controller"])[0]?.["type"];
    const breaks = blocks(config["deployment_circuit_breaker"]).some(
      (one) => isOn(one["enable"]) && isOn(one["rollback"])
    );
    return breaks || controller === "CODE_DEPLOY" || controller === "EXTERNAL" ? void 0 : "does not roll back";
  })
};

// modules/policy/rules/disk-encrypted.ts
var diskEncrypted = {
  id: "disk-encrypted",
  title: "Disks are encrypted",
  why: "Snapshots of unencrypted disks are readable by whoever gets to share them; encryption costs nothing.",
  remedy: "Set encrypted on the volume or its block device mapping.",
  severity: "error",
  also: ["CKV_AWS_3", "CKV_AWS_8", "EC2EBSVolumeEncrypted"],
  check: each2(["aws_ebs_volume", "aws_instance", "aws_launch_template"], ({ type, config }) => {
    if (type === "aws_ebs_volume") return isOn(config["encrypted"]) ? void 0 : "is not encrypted";
    const mapped2 = blocks(config["block_device_mappings"]).flatMap(({ ebs }) => blocks(ebs));
    const devices = [...blocks(config["root_block_device"]), ...blocks(config["ebs_block_device"]), ...mapped2];
    if (devices.length === 0) return "does not say that its disks are encrypted";
    return devices.filter((device) => !isOn(device["encrypted"])).map(() => "has a disk that is not encrypted");
  })
};

// modules/policy/rules/ephemeral-reads-production.ts
function stackOf(config) {
  const { path, key: key3 } = configOf(config);
  return /([^/]+)\.tfstate$/.exec(String(path ?? key3))?.[1];
}
function isOwn(stack, { environment: { name: name3 } }) {
  return stack !== void 0 && name3 !== void 0 && (stack.startsWith(`${name3}-`) || stack.endsWith(`-${name3}`));
}
var ephemeralReadsProduction = {
  id: "ephemeral-reads-production",
  title: "An ephemeral environment never reads production",
  why: "What anyone may create and destroy must not hold a thread to what must not break.",
  remedy: "Read the stacks of a development environment, or give it data of its own.",
  severity: "error",
  also: [],
  check: (template, others) => template.environment.class === "ephemeral" ? template.of("data.terraform_remote_state").flatMap(({ address, config }) => {
    const stack = stackOf(config["config"]);
    const read2 = stack === void 0 ? void 0 : others(stack);
    if (read2 === void 0 && isOwn(stack, template)) return [];
    if (read2?.environment.class === "production")
      return [{ address, message: `reads ${read2.stack} of production` }];
    return read2 === void 0 ? [
      {
        address,
        message: `reads ${stack ?? "a state"}, which is not among the stacks checked here: check them together`
      }
    ] : [];
  }) : []
};

// modules/policy/rules/files-backup.ts
var filesBackup = {
  id: "files-backup",
  title: "File systems are backed up",
  why: "EFS keeps copies against broken disks, not against people.",
  remedy: "Add aws_efs_backup_policy with status ENABLED, or select it in a backup plan.",
  severity: "error",
  also: ["EFSInBackupPlan"],
  check: each2(
    ["aws_efs_file_system"],
    (fileSystem, { of, environment: environment2 }) => environment2.class === "ephemeral" || of("aws_efs_backup_policy").some(
      ({ config }) => refersTo(config["file_system_id"], fileSystem) && blocks(config["backup_policy"]).some(({ status }) => status === "ENABLED")
    ) || of("aws_backup_selection").some(({ config }) => refersTo(config["resources"], fileSystem)) ? void 0 : "has no backups"
  )
};

// modules/policy/rules/files-encrypted.ts
var filesEncrypted = {
  id: "files-encrypted",
  title: "File systems are encrypted",
  why: "It cannot be switched on later: all files would have to be copied.",
  remedy: "Set encrypted, with the key of the environment.",
  severity: "error",
  also: ["CKV_AWS_42", "EFSEncrypted"],
  check: each2(
    ["aws_efs_file_system", "aws_fsx_windows_file_system"],
    ({ type, config }) => isOn(config["encrypted"]) || type === "aws_fsx_windows_file_system" && isGiven(config["kms_key_id"]) ? void 0 : "is not encrypted"
  )
};

// modules/policy/rules/final-snapshot.ts
var finalSnapshot = {
  id: "final-snapshot",
  title: "A database leaves a last snapshot",
  why: "Whoever deletes a database by mistake notices a minute later.",
  remedy: "Set skip_final_snapshot to false and name final_snapshot_identifier.",
  severity: "error",
  also: ["RDSInstanceDeletionProtectionEnabled"],
  check: each2(
    ["aws_db_instance", "aws_rds_cluster"],
    ({ config }, { environment: environment2 }) => environment2.class !== "ephemeral" && isOn(config["skip_final_snapshot"]) ? "leaves nothing behind" : void 0
  )
};

// modules/policy/rules/flow-logs.ts
var flowLogs = {
  id: "flow-logs",
  title: "A VPC keeps flow logs",
  why: "Without them nobody can say who talked to whom: after an incident, or before an old address is switched off.",
  remedy: "Add aws_flow_log for the VPC, traffic type ALL.",
  severity: "error",
  also: ["CKV2_AWS_11", "VPCFlowLogsEnabled"],
  check: each2(
    ["aws_vpc"],
    (vpc, { of }) => of("aws_flow_log").some(({ config }) => refersTo(config["vpc_id"], vpc)) ? void 0 : "has no flow logs"
  )
};

// modules/policy/rules/group-health-check.ts
var groupHealthCheck = {
  id: "group-health-check",
  title: "An auto scaling group behind a load balancer uses its health check",
  why: "Else a server that runs but does not answer is never replaced.",
  remedy: "Set health_check_type to ELB, with a grace period.",
  severity: "error",
  also: ["CKV_AWS_153", "AutoScalingGroupELBHealthCheckRequired"],
  check: each2(["aws_autoscaling_group"], (group, { of }) => {
    const { config } = group;
    const attached = isGiven(config["target_group_arns"]) || isGiven(config["load_balancers"]) || isGiven(config["traffic_source"]) || of("aws_autoscaling_attachment", "aws_autoscaling_traffic_source_attachment").some(
      (attachment) => refersTo(attachment.config["autoscaling_group_name"], group)
    );
    return attached && config["health_check_type"] !== "ELB" && !isExpression(config["health_check_type"]) ? "does not use the health check of its load balancer" : void 0;
  })
};

// modules/policy/rules/group-tags.ts
var groupTags = {
  id: "group-tags",
  title: "Servers of an auto scaling group carry the tags of their environment",
  why: "The default tags of the provider reach neither instances nor their volumes: bills and clean-ups miss them.",
  remedy: "Give the group tag blocks with propagate_at_launch, and the launch template tag_specifications.",
  severity: "error",
  also: [],
  check: each2(["aws_autoscaling_group"], ({ config }) => {
    const propagated = blocks(config["tag"]).filter(({ propagate_at_launch: propagate }) => isOn(propagate));
    const missing = ["environment"].filter((key3) => !propagated.some((tag2) => tag2["key"] === key3));
    return missing.map((key3) => `does not propagate the tag ${key3}`);
  })
};

// modules/policy/network.ts
var everywhere = (config) => ["cidr_ipv4", "cidr_ipv6", "cidr_blocks", "ipv6_cidr_blocks"].flatMap((name3) => texts(config[name3])).some((cidr) => cidr === "0.0.0.0/0" || cidr === "::/0");
function ingress2(resource2, config) {
  const all = config["ip_protocol"] === "-1" || config["protocol"] === "-1" || config["protocol"] === "all";
  return {
    resource: resource2,
    from: all ? 0 : numberOf(config["from_port"]) ?? 0,
    to: all ? 65535 : numberOf(config["to_port"]) ?? 65535,
    world: everywhere(config)
  };
}
function ingressRules(template) {
  return [
    ...template.of("aws_vpc_security_group_ingress_rule").map((resource2) => ingress2(resource2, resource2.config)),
    ...template.of("aws_security_group_rule").filter(({ config }) => config["type"] === "ingress").map((resource2) => ingress2(resource2, resource2.config)),
    ...template.of("aws_security_group", "aws_default_security_group").flatMap((resource2) => blocks(resource2.config["ingress"]).map((block) => ingress2(resource2, block)))
  ];
}
function openPorts(template, ports) {
  return ingressRules(template).flatMap(
    ({ resource: resource2, from, to: to2, world }) => Object.entries(ports).flatMap(
      ([port2, name3]) => world && from <= Number(port2) && Number(port2) <= to2 ? [{ address: resource2.address, message: `port ${port2} (${name3}) is open to the internet` }] : []
    )
  );
}
function faces({ config }) {
  return isOn(config["internal"]) ? "inside" : "internet";
}

// modules/policy/rules/http-redirect.ts
var httpRedirect = {
  id: "http-redirect",
  title: "Plain HTTP only sends on to HTTPS",
  why: "A listener on port 80 that answers itself serves passwords and cookies in the clear.",
  remedy: "Make its default action a redirect to HTTPS (301), and its rules too.",
  severity: "error",
  also: ["CKV_AWS_2", "CKV_AWS_103", "ALBHttpToHttpsRedirection"],
  check: each2(["aws_lb_listener", "aws_alb_listener"], ({ config }, { of, environment: environment2 }) => {
    if (config["protocol"] !== "HTTP") return void 0;
    const balancer = of("aws_lb", "aws_alb").find((one) => refersTo(config["load_balancer_arn"], one));
    if (balancer !== void 0 && faces(balancer) === "inside") return void 0;
    const secure = of("aws_lb_listener", "aws_alb_listener").some(({ config: { protocol } }) => protocol === "HTTPS");
    if (environment2.class !== "production" && !secure) return void 0;
    return blocks(config["default_action"]).some(({ type }) => type === "redirect") ? void 0 : "answers plain HTTP itself";
  })
};

// modules/policy/rules/iam-users.ts
var iamUsers = {
  id: "iam-users",
  title: "There are no IAM users",
  why: "Their keys never end, and lie in files, histories and images.",
  remedy: "Use roles: of instances, tasks, single sign-on, or OIDC for pipelines.",
  severity: "error",
  also: ["CKV_AWS_273", "IAMUserNoPolicies"],
  check: each2(
    ["aws_iam_user", "aws_iam_access_key"],
    ({ type }) => type === "aws_iam_user" ? "is a user with keys of its own" : "is a key that never ends, with its secret in the state"
  )
};

// modules/policy/rules/image-repository.ts
var imageRepository = {
  id: "image-repository",
  title: "Images do not change under their tag and are scanned",
  why: "A tag that can be moved makes every deployment a guess; unscanned images carry known holes into production.",
  remedy: "Set image_tag_mutability to IMMUTABLE and scan_on_push.",
  severity: "error",
  also: ["CKV_AWS_51", "CKV_AWS_163"],
  check: each2(["aws_ecr_repository"], ({ config }) => [
    ...String(config["image_tag_mutability"]).startsWith("IMMUTABLE") ? [] : ["its tags can be moved"],
    ...blocks(config["image_scanning_configuration"]).some((one) => isOn(one["scan_on_push"])) ? [] : ["is not scanned"]
  ])
};

// modules/policy/rules/inline-security-group-rules.ts
var inlineSecurityGroupRules = {
  id: "inline-security-group-rules",
  title: "Security group rules are resources of their own",
  why: "Rules inside the group are one list: changing one removes and adds others, and what is added elsewhere is taken away by the next deploy.",
  remedy: "Write aws_vpc_security_group_ingress_rule and aws_vpc_security_group_egress_rule, one for each rule.",
  severity: "error",
  also: [],
  check: each2(
    ["aws_security_group"],
    ({ config }) => ["ingress", "egress"].filter((name3) => isGiven(config[name3])).map((name3) => `has ${name3} rules inside`)
  )
};

// modules/policy/rules/instance-metadata.ts
var instanceMetadata = {
  id: "instance-metadata",
  title: "Instances answer metadata requests with a token only (IMDSv2)",
  why: "Version 1 hands the role of the server to anyone who can make it fetch an address: the way most cloud breaches went.",
  remedy: 'Set metadata_options { http_tokens = "required" }.',
  severity: "error",
  also: ["CKV_AWS_79", "EC2IMDSv2Enabled"],
  check: each2(
    ["aws_instance", "aws_launch_template", "aws_launch_configuration"],
    ({ config }) => blocks(config["metadata_options"]).some(({ http_tokens: tokens }) => tokens === "required" || isExpression(tokens)) ? void 0 : "answers without a token"
  )
};

// modules/policy/rules/instance-public-address.ts
var instancePublicAddress = {
  id: "instance-public-address",
  title: "Instances have no public address",
  why: "Servers answer through load balancers and leave through NAT gateways; an address of their own goes around both.",
  remedy: "Leave associate_public_ip_address out and place the instance in a private subnet.",
  severity: "error",
  also: ["CKV_AWS_88", "EC2InstanceNoPublicIp"],
  check: each2(
    ["aws_instance", "aws_launch_template", "aws_launch_configuration"],
    ({ config }) => [config, ...blocks(config["network_interfaces"])].some((one) => isOn(one["associate_public_ip_address"])) ? "has a public address" : void 0
  )
};

// modules/policy/rules/invalid-headers.ts
var invalidHeaders = {
  id: "invalid-headers",
  title: "Application load balancers drop invalid headers",
  why: "Headers that servers read in different ways smuggle requests past checks.",
  remedy: "Set drop_invalid_header_fields.",
  severity: "error",
  also: ["CKV_AWS_131", "ALBHttpDropInvalidHeaderEnabled"],
  check: each2(
    ["aws_lb", "aws_alb"],
    ({ config }) => (config["load_balancer_type"] ?? "application") !== "application" || isOn(config["drop_invalid_header_fields"]) ? void 0 : "passes invalid headers on"
  )
};

// modules/policy/rules/key-rotation.ts
var keyRotation = {
  id: "key-rotation",
  title: "Keys are rotated",
  why: "A key that never changes protects more every year.",
  remedy: "Set enable_key_rotation.",
  severity: "error",
  also: ["CKV_AWS_7", "KMSBackingKeyRotationEnabled"],
  check: each2(["aws_kms_key"], ({ config }) => {
    const { customer_master_key_spec: spec } = config;
    const symmetric = spec === void 0 || spec === "SYMMETRIC_DEFAULT";
    return !symmetric || isOn(config["enable_key_rotation"]) ? void 0 : "is never rotated";
  })
};

// modules/policy/rules/launch-template-version.ts
var launchTemplateVersion = {
  id: "launch-template-version",
  title: "An auto scaling group names the version of its launch template",
  why: '"$Latest" never changes in a plan: no refresh starts, and which servers run what depends on when they were started.',
  remedy: "Reference the latest_version attribute of the template.",
  severity: "error",
  also: [],
  check: each2(["aws_autoscaling_group"], ({ config }) => {
    const mixed = blocks(config["mixed_instances_policy"]).flatMap(
      (policy) => blocks(policy["launch_template"]).flatMap(
        (one) => [one, ...blocks(one["override"])].flatMap((named) => blocks(named["launch_template_specification"]))
      )
    );
    return [...blocks(config["launch_template"]), ...mixed].map(({ version: version2 }) => version2).filter((version2) => version2 === "$Latest" || version2 === "$Default" || version2 === void 0).map((version2) => `uses version ${typeof version2 === "string" ? version2 : "that is the default"}`);
  })
};

// modules/policy/rules/load-balancer-protected.ts
var loadBalancerProtected = {
  id: "load-balancer-protected",
  title: "Load balancers in production cannot be deleted by a deploy",
  why: "With the load balancer goes the name that others point to.",
  remedy: "Set enable_deletion_protection.",
  severity: "error",
  also: ["CKV_AWS_150", "ELBDeletionProtectionEnabled"],
  check: each2(
    ["aws_lb", "aws_alb"],
    ({ config }, { environment: environment2 }) => environment2.class !== "production" || isOn(config["enable_deletion_protection"]) ? void 0 : "has no deletion protection"
  )
};

// modules/policy/rules/log-retention.ts
var logRetention = {
  id: "log-retention",
  title: "Log groups forget",
  why: "Without a retention they grow for ever, and so does the bill; with one, everybody knows how far back they can look.",
  remedy: "Set retention_in_days.",
  severity: "error",
  also: ["CKV_AWS_66", "CloudWatchLogGroupRetentionPeriod"],
  check: each2(
    ["aws_cloudwatch_log_group"],
    ({ config }) => isGiven(config["retention_in_days"]) && config["retention_in_days"] !== 0 ? void 0 : "keeps everything for ever"
  )
};

// modules/policy/rules/logs-encrypted.ts
var logsEncrypted = {
  id: "logs-encrypted",
  title: "Log groups are encrypted with a key of the environment",
  why: "Logs hold more secrets than anyone planned; a key of its own decides who reads them.",
  remedy: "Set kms_key_id to a key whose policy lets CloudWatch Logs use it.",
  severity: "warning",
  also: ["CKV_AWS_158", "CloudWatchLogGroupEncrypted"],
  check: each2(["aws_cloudwatch_log_group"], ({ config }) => isGiven(config["kms_key_id"]) ? void 0 : "has no key")
};

// modules/policy/rules/open-admin-ports.ts
var openAdminPorts = {
  id: "open-admin-ports",
  title: "SSH and RDP are closed to the internet",
  why: "Every address is searched for open SSH and RDP ports within minutes; one weak key or unpatched server is enough.",
  remedy: "Use Session Manager (no port at all), or name the network that needs it.",
  severity: "error",
  also: ["CKV_AWS_24", "CKV_AWS_25", "EC2RestrictedSSH"],
  check: (template) => openPorts(template, { 22: "SSH", 3389: "RDP" })
};

// modules/policy/rules/open-data-ports.ts
var dataPorts = {
  445: "SMB",
  1433: "SQL Server",
  2049: "NFS",
  3306: "MySQL",
  5432: "PostgreSQL",
  5985: "WinRM",
  6379: "Valkey, Redis",
  9200: "OpenSearch",
  11211: "memcached",
  27017: "MongoDB"
};
var openDataPorts = {
  id: "open-data-ports",
  title: "Databases and caches are closed to the internet",
  why: "A data store that the internet reaches is guessed, scraped and encrypted for ransom.",
  remedy: "Let only the security groups of its consumers in.",
  severity: "error",
  also: ["CKV_AWS_260", "EC2RestrictedCommonPorts"],
  check: (template) => openPorts(template, dataPorts)
};

// modules/policy/iam.ts
var listed = (value) => texts(value);
var principalsOf = (value) => isConfig(value) ? Object.values(value).flatMap(listed) : listed(value);
var fromJson = (statement) => ({
  effect: statement["Effect"] === "Deny" ? "Deny" : "Allow",
  // NotAction and NotResource mean all others.
  actions: "NotAction" in statement ? ["*"] : listed(statement["Action"]),
  resources: "NotResource" in statement ? ["*"] : listed(statement["Resource"]),
  principals: "NotPrincipal" in statement ? ["*"] : principalsOf(statement["Principal"]),
  conditional: Object.keys(configOf(statement["Condition"])).length > 0
});
function statementsOf(policy) {
  if (typeof policy !== "string") return [];
  try {
    return blocks(configOf(JSON.parse(policy))["Statement"]).map(fromJson);
  } catch {
    return [];
  }
}
var fromDocument = (statement) => ({
  effect: statement["effect"] === "Deny" ? "Deny" : "Allow",
  actions: "not_actions" in statement ? ["*"] : listed(statement["actions"]),
  resources: "not_resources" in statement ? ["*"] : listed(statement["resources"]),
  principals: blocks(statement["principals"]).flatMap(({ identifiers }) => listed(identifiers)),
  conditional: blocks(statement["condition"]).length > 0
});
var identityPolicies = [
  "aws_iam_policy",
  "aws_iam_role_policy",
  "aws_iam_group_policy",
  "aws_iam_user_policy",
  "aws_ssoadmin_permission_set_inline_policy"
];
var resourcePolicies = {
  aws_iam_role: "assume_role_policy",
  aws_s3_bucket_policy: "policy",
  aws_sqs_queue: "policy",
  aws_sqs_queue_policy: "policy",
  aws_sns_topic: "policy",
  aws_sns_topic_policy: "policy",
  aws_kms_key: "policy",
  aws_kms_key_policy: "policy",
  aws_secretsmanager_secret: "policy",
  aws_secretsmanager_secret_policy: "policy",
  aws_ecr_repository_policy: "policy",
  aws_efs_file_system_policy: "policy",
  aws_cloudwatch_event_bus_policy: "policy"
};
var bounds = (template, policy) => template.of("aws_iam_role", "aws_iam_user").some(({ config }) => refersTo(config["permissions_boundary"], policy));
function identityStatements(template) {
  const policies = template.of(...identityPolicies).filter((resource2) => !bounds(template, resource2));
  const written3 = policies.flatMap(
    (resource2) => statementsOf(resource2.config["policy"] ?? resource2.config["inline_policy"]).map((statement) => ({
      resource: resource2,
      statement
    }))
  );
  const inline = template.of("aws_iam_role").flatMap(
    (resource2) => blocks(resource2.config["inline_policy"]).flatMap(
      ({ policy }) => statementsOf(policy).map((statement) => ({ resource: resource2, statement }))
    )
  );
  const documents = template.of("data.aws_iam_policy_document").flatMap(
    (resource2) => blocks(resource2.config["statement"]).map(fromDocument).filter(({ principals }) => principals.length === 0).map((statement) => ({ resource: resource2, statement }))
  );
  return [...written3, ...inline, ...documents];
}
function resourceStatements(template) {
  const written3 = template.of(...Object.keys(resourcePolicies)).flatMap(
    (resource2) => statementsOf(resource2.config[resourcePolicies[resource2.type] ?? ""]).map((statement) => ({
      resource: resource2,
      statement
    }))
  );
  const documents = template.of("data.aws_iam_policy_document").flatMap(
    (resource2) => blocks(resource2.config["statement"]).map(fromDocument).filter(({ principals }) => principals.length > 0).map((statement) => ({ resource: resource2, statement }))
  );
  return [...written3, ...documents];
}

// modules/policy/rules/open-resource-policy.ts
var openResourcePolicy = {
  id: "open-resource-policy",
  title: "No resource is open to everybody",
  why: '"*" as principal means every AWS customer, and often everyone without an account too.',
  remedy: "Name the principals, or limit the statement by a condition.",
  severity: "error",
  also: ["CKV_AWS_70", "CKV_AWS_33", "CKV_AWS_168", "CKV_AWS_169"],
  check: (template) => resourceStatements(template).flatMap(
    ({ resource: resource2, statement: { effect, principals, conditional } }) => effect === "Allow" && principals.includes("*") && !conditional ? [{ address: resource2.address, message: "lets everybody in" }] : []
  )
};

// modules/policy/rules/parameter-group.ts
var parameterGroup = {
  id: "parameter-group",
  title: "Parameter groups can be replaced while they are in use",
  why: "A new major version needs a group of another family; without create_before_destroy the apply stops half-way, the old one still in use.",
  remedy: "Set lifecycle.create_before_destroy, and name_prefix where there is one.",
  severity: "error",
  also: [],
  check: each2(
    [
      "aws_db_parameter_group",
      "aws_db_option_group",
      "aws_rds_cluster_parameter_group",
      "aws_elasticache_parameter_group"
    ],
    ({ config }) => blocks(config["lifecycle"]).some(({ create_before_destroy: before2 }) => isOn(before2)) ? void 0 : "has no create_before_destroy"
  )
};

// modules/policy/containers.ts
function containersOf(taskDefinition) {
  const { container_definitions: written3 } = taskDefinition;
  if (typeof written3 !== "string") return [];
  try {
    return blocks(JSON.parse(written3));
  } catch {
    return [];
  }
}
var nameOf = ({ name: name3 }) => typeof name3 === "string" ? name3 : "(without a name)";

// modules/policy/secrets.ts
var secretName = /(^|_)(PASSWORD|PASSWD|PWD|SECRET|SECRET_KEY|TOKEN|API_?KEY|PRIVATE_KEY|ACCESS_KEY|CREDENTIALS?)$/i;
var secretText2 = /\bA[KS]IA[0-9A-Z]{16}\b|-----BEGIN (?:[A-Z]+ )*PRIVATE KEY|(?:password|passwd|secret|token|api_?key)\s*[=:]\s*["']?[^\s"'$<{]{6,}/i;
function looksSecret2(text3) {
  return secretText2.test(text3);
}
function secretVariable(name3, value) {
  if (typeof name3 !== "string" || typeof value !== "string" || value === "") return [];
  const plain2 = !isExpression(value) && !value.startsWith("arn:");
  return plain2 && (secretName.test(name3) || looksSecret2(value)) ? [`variable ${name3} holds a secret in the clear`] : [];
}
var base64 = /^[A-Za-z0-9+/\s]{16,}={0,2}$/;
function userDataOf(config) {
  return [config["user_data"], config["user_data_base64"]].filter((data) => typeof data === "string").flatMap((data) => base64.test(data) ? [data, Buffer.from(data, "base64").toString("utf8")] : [data]);
}

// modules/policy/rules/plain-secret.ts
var nowhere2 = () => void 0;
var plainSecret = {
  id: "plain-secret",
  title: "No secret is written in the clear",
  why: "Environment variables and user data are shown in consoles, logs and state to everyone who may look at the machine.",
  remedy: "Put it into Parameter Store or Secrets Manager and reference it (secrets, valueFrom).",
  severity: "error",
  also: ["CKV_AWS_41", "CKV_AWS_45", "CKV_AWS_46", "ECSTaskDefinitionNoEnvironmentVariables"],
  check: (template) => [
    ...each2(
      ["aws_ecs_task_definition"],
      ({ config }) => containersOf(config).flatMap(
        (container) => blocks(container["environment"]).flatMap(({ name: name3, value }) => secretVariable(name3, value))
      )
    )(template, nowhere2),
    ...each2(
      ["aws_lambda_function"],
      ({ config }) => blocks(config["environment"]).flatMap(
        ({ variables: variables3 }) => Object.entries(configOf(variables3)).flatMap(([name3, value]) => secretVariable(name3, value))
      )
    )(template, nowhere2),
    ...each2(
      ["aws_codebuild_project"],
      ({ config }) => blocks(config["environment"]).flatMap(
        (environment2) => blocks(environment2["environment_variable"]).filter(({ type }) => type === void 0 || type === "PLAINTEXT").flatMap(({ name: name3, value }) => secretVariable(name3, value))
      )
    )(template, nowhere2),
    ...each2(
      ["aws_instance", "aws_launch_template", "aws_launch_configuration"],
      ({ config }) => userDataOf(config).some(looksSecret2) ? "its user data holds a secret" : void 0
    )(template, nowhere2)
  ]
};

// modules/policy/rules/privileged-container.ts
var privilegedContainer = {
  id: "privileged-container",
  title: "No container is privileged",
  why: "A privileged container is root on the machine, and so in every other container there.",
  remedy: "Leave privileged out; ask for the single capability that is needed.",
  severity: "error",
  also: ["CKV_AWS_334", "ECSTaskDefinitionUserForHostMode"],
  check: each2(
    ["aws_ecs_task_definition"],
    ({ config }) => containersOf(config).filter((container) => isOn(container["privileged"])).map((container) => `container ${nameOf(container)} is privileged`)
  )
};

// modules/policy/rules/production-protected.ts
var protectedByService = /* @__PURE__ */ new Set(["aws_db_instance", "aws_rds_cluster"]);
var stateful = [
  ...protectedByService,
  "aws_dynamodb_table",
  "aws_ebs_volume",
  "aws_efs_file_system",
  "aws_eip",
  "aws_elasticache_replication_group",
  "aws_kms_key",
  "aws_route53_zone",
  "aws_s3_bucket"
];
var productionProtected = {
  id: "production-protected",
  title: "What holds data in production cannot be deleted by a deploy",
  why: "A renamed construct is enough to make a plan delete a database; nobody reads the hundredth line of it.",
  remedy: "Set lifecycle.prevent_destroy, and deletion_protection where the service has it.",
  severity: "error",
  also: ["CKV_AWS_293", "RDSInstanceDeletionProtectionEnabled"],
  check: each2(stateful, ({ type, config }, { environment: environment2 }) => {
    if (environment2.class !== "production") return [];
    return [
      ...blocks(config["lifecycle"]).some(({ prevent_destroy: kept }) => isOn(kept)) ? [] : ["has no prevent_destroy"],
      ...protectedByService.has(type) && !isOn(config["deletion_protection"]) ? ["has no deletion protection"] : []
    ];
  })
};

// modules/policy/rules/public-address-by-default.ts
var publicAddressByDefault = {
  id: "public-address-by-default",
  title: "Nothing gets a public address by accident",
  why: "A subnet that hands out public addresses puts whatever is started there on the internet.",
  remedy: "Set map_public_ip_on_launch to false; load balancers and NAT gateways have addresses of their own.",
  severity: "error",
  also: ["CKV_AWS_130", "VPCSubnetAutoAssignPublicIpDisabled"],
  check: each2(
    ["aws_subnet", "aws_default_subnet"],
    ({ config }) => config["map_public_ip_on_launch"] === true ? "gives public addresses to all that starts in it" : void 0
  )
};

// modules/policy/rules/public-bucket.ts
var switches = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];
var publicBucket = {
  id: "public-bucket",
  title: "Buckets are not public",
  why: "Public buckets are the most common leak of all; the block stands even where a policy is wrong.",
  remedy: "Add aws_s3_bucket_public_access_block with all four on; serve public files through CloudFront.",
  severity: "error",
  also: ["CKV2_AWS_6", "CKV_AWS_53", "CKV_AWS_54", "CKV_AWS_55", "CKV_AWS_56", "S3BucketPublicReadProhibited"],
  check: each2(["aws_s3_bucket"], (bucket, { of }) => {
    const block = of("aws_s3_bucket_public_access_block").find(({ config }) => refersTo(config["bucket"], bucket));
    const acl = of("aws_s3_bucket_acl").find(({ config }) => refersTo(config["bucket"], bucket));
    const open2 = String(bucket.config["acl"] ?? acl?.config["acl"]);
    return [
      ...block === void 0 ? ["has no public access block"] : [],
      ...switches.filter((name3) => block !== void 0 && !isOn(block.config[name3])).map((name3) => `its public access block leaves ${name3} off`),
      .../^(public-|authenticated-read)/.test(open2) ? [`has the ACL ${open2}`] : []
    ];
  })
};

// modules/policy/rules/public-database.ts
var publicDatabase = {
  id: "public-database",
  title: "Databases have no public address",
  why: "With one, a single mistake in a security group opens it to the internet.",
  remedy: "Set publicly_accessible to false; reach it through Session Manager.",
  severity: "error",
  also: ["CKV_AWS_17", "RDSInstancePublicAccess"],
  check: each2(
    ["aws_db_instance", "aws_rds_cluster_instance"],
    ({ config }) => isOn(config["publicly_accessible"]) ? "has a public address" : void 0
  )
};

// modules/policy/rules/queue-dead-letters.ts
var queueDeadLetters = {
  id: "queue-dead-letters",
  title: "A queue has a dead-letter queue",
  why: "A message that always fails is tried for days and then lost, without anybody hearing of it.",
  remedy: "Set redrive_policy, and an alarm on the other queue.",
  severity: "error",
  also: ["SQSQueueDLQ"],
  check: each2(["aws_sqs_queue"], (queue, { of }) => {
    const isTarget = of("aws_sqs_queue", "aws_sqs_queue_redrive_policy").some(
      ({ address, config }) => address !== queue.address && refersTo(config["redrive_policy"], queue)
    );
    const named = /dead|dlq/i.test(`${queue.id} ${JSON.stringify(queue.config["name"])}`);
    const redrives = isGiven(queue.config["redrive_policy"]) || of("aws_sqs_queue_redrive_policy").some(({ config }) => refersTo(config["queue_url"], queue));
    return redrives || isTarget || named ? void 0 : "has no dead-letter queue";
  })
};

// modules/policy/rules/queue-encrypted.ts
var queueEncrypted = {
  id: "queue-encrypted",
  title: "Queues are encrypted",
  why: "Messages carry what applications know: addresses, orders, tokens.",
  remedy: "Set kms_master_key_id, or sqs_managed_sse_enabled.",
  severity: "error",
  also: ["CKV_AWS_27", "SQSQueueSSE"],
  check: each2(
    ["aws_sqs_queue"],
    ({ config }) => isGiven(config["kms_master_key_id"]) || isOn(config["sqs_managed_sse_enabled"]) ? void 0 : "is not encrypted"
  )
};

// modules/policy/rules/queue-tls.ts
var queueTls = {
  id: "queue-tls",
  title: "Queues refuse plain HTTP",
  why: "One client without TLS sends its credentials and messages in the clear.",
  remedy: "Deny sqs:* where aws:SecureTransport is false.",
  severity: "error",
  also: ["SQSQueueSSLRequestsOnly"],
  check: each2(
    ["aws_sqs_queue"],
    (queue, template) => refusesPlaintext(template, queue, ["aws_sqs_queue_policy"], "queue_url") ? void 0 : "answers plain HTTP"
  )
};

// modules/policy/rules/secret-in-state.ts
var held = {
  aws_db_instance: ["password"],
  aws_rds_cluster: ["master_password"],
  aws_elasticache_replication_group: ["auth_token"],
  aws_elasticache_user: ["passwords"],
  aws_secretsmanager_secret_version: ["secret_string", "secret_binary"],
  aws_ssm_parameter: ["value"],
  aws_docdb_cluster: ["master_password"],
  aws_redshift_cluster: ["master_password"]
};
var secretInState = {
  id: "secret-in-state",
  title: "No secret goes through the state",
  why: "Everyone who may read the state may then read the secret, for as long as old versions of it exist.",
  remedy: "Let the service manage it (manage_master_user_password, IAM authentication) or use write-only arguments (\u2026_wo).",
  severity: "error",
  also: [],
  check: each2(Object.keys(held), ({ type, config }) => {
    const fields2 = held[type] ?? [];
    if (type === "aws_ssm_parameter" && config["type"] !== "SecureString") return [];
    return fields2.filter((field) => isGiven(config[field])).map((field) => `keeps ${field} in the state`);
  })
};

// modules/policy/rules/security-group-description.ts
var securityGroupDescription = {
  id: "security-group-description",
  title: "A security group says what it is for",
  why: "Nobody dares to remove what nobody can explain; a description cannot be changed later without replacing the group.",
  remedy: "Write a description.",
  severity: "warning",
  also: ["CKV_AWS_23", "EC2SecurityGroupDescription"],
  check: each2(
    ["aws_security_group"],
    ({ config }) => isGiven(config["description"]) ? void 0 : "has no description"
  )
};

// modules/policy/rules/tags.ts
var tags = {
  id: "tags",
  title: "Everything carries company, environment and class",
  why: "Tags say whose it is, what it costs and whether it may go; rules here judge by them.",
  remedy: "Give the provider default_tags with company, environment and class.",
  severity: "error",
  also: [],
  check: each2(
    ["provider.aws"],
    ({ config }) => ["company", "environment", "class"].filter((name3) => !isGiven(defaultTags(config)[name3])).map((name3) => `has no default tag ${name3}`)
  )
};

// modules/policy/rules/task-logging.ts
var taskLogging = {
  id: "task-logging",
  title: "Every container writes its logs somewhere",
  why: "What a container said is gone when it stops, which is when it is needed.",
  remedy: "Give the container a logConfiguration.",
  severity: "error",
  also: ["ECSTaskDefinitionContainerLogging"],
  check: each2(
    ["aws_ecs_task_definition"],
    ({ config }) => containersOf(config).filter((container) => !isGiven(container["logConfiguration"])).map((container) => `container ${nameOf(container)} has no logConfiguration`)
  )
};

// modules/policy/rules/tls-policy.ts
var tlsPolicy = {
  id: "tls-policy",
  title: "Listeners speak TLS 1.2 and later",
  why: "TLS 1.0 and 1.1 are broken and refused by auditors; the default policy still speaks them.",
  remedy: "Set ssl_policy to ELBSecurityPolicy-TLS13-1-2-2021-06 or newer.",
  severity: "error",
  also: ["CKV_AWS_103", "CKV2_AWS_74"],
  check: each2(["aws_lb_listener", "aws_alb_listener"], ({ config }) => {
    const { protocol, ssl_policy: policy } = config;
    if (protocol !== "HTTPS" && protocol !== "TLS") return void 0;
    return isExpression(policy) || /TLS13-1-[23]-|FS-1-2|TLS-1-2/.test(String(policy)) ? void 0 : `speaks old versions of TLS (${typeof policy === "string" ? policy : "the default policy"})`;
  })
};

// modules/policy/rules/topic-encrypted.ts
var topicEncrypted = {
  id: "topic-encrypted",
  title: "Topics are encrypted",
  why: "Messages of a topic lie on disks until they are delivered.",
  remedy: "Set kms_master_key_id to a key that the publishing services may use.",
  severity: "error",
  also: ["CKV_AWS_26", "SNSEncryptedKMS"],
  check: each2(
    ["aws_sns_topic"],
    ({ config }) => isGiven(config["kms_master_key_id"]) ? void 0 : "is not encrypted"
  )
};

// modules/policy/rules/topic-tls.ts
var topicTls = {
  id: "topic-tls",
  title: "Topics refuse plain HTTP",
  why: "One publisher without TLS sends its credentials and messages in the clear.",
  remedy: "Deny sns:Publish where aws:SecureTransport is false.",
  severity: "warning",
  also: ["SNSTopicSSLPublishOnly"],
  check: each2(
    ["aws_sns_topic"],
    (topic, template) => refusesPlaintext(template, topic, ["aws_sns_topic_policy"], "arn") ? void 0 : "answers plain HTTP"
  )
};

// modules/policy/rules/wildcard-actions.ts
var wildcardActions = {
  id: "wildcard-actions",
  title: "No policy allows a whole service",
  why: '"s3:*" also deletes buckets and makes them public; nobody means that.',
  remedy: "Name the actions that are needed.",
  severity: "error",
  also: ["CKV_AWS_62", "CKV_AWS_63", "CKV_AWS_286", "IAMPolicyNoStatementsWithAdminAccess"],
  check: (template) => identityStatements(template).flatMap(
    ({ resource: resource2, statement: { effect, actions } }) => actions.filter((action) => effect === "Allow" && /^\*|:\*$/.test(action)).map((action) => ({ address: resource2.address, message: `allows ${action}` }))
  )
};

// modules/policy/rules/wildcard-resources.ts
var harmless = /^[a-z0-9-]+:(Describe|List|Get|View|Search|Lookup|BatchGet|Check|Estimate|Simulate)|^(ssmmessages|ec2messages):|^cloudwatch:PutMetricData$|^xray:Put|^ssm:(Put(Inventory|ComplianceItems|ConfigurePackageResult)|Update(InstanceInformation|AssociationStatus|InstanceAssociationStatus))$/;
var wildcardResources = {
  id: "wildcard-resources",
  title: "What changes things is allowed on named resources",
  why: "A role that may write everywhere makes one stolen token an incident of the whole account.",
  remedy: "Name the resources, or limit the statement by a condition.",
  severity: "error",
  also: ["CKV_AWS_290", "CKV_AWS_355", "CKV_AWS_356", "IAMNoWildcardPermissions"],
  check: (template) => identityStatements(template).flatMap(
    ({ resource: resource2, statement: { effect, actions, resources, conditional } }) => effect === "Allow" && resources.includes("*") && !conditional ? actions.filter((action) => !harmless.test(action)).map((action) => ({ address: resource2.address, message: `allows ${action} on every resource` })) : []
  )
};

// modules/policy/rules/index.ts
var rules = [
  openAdminPorts,
  openDataPorts,
  inlineSecurityGroupRules,
  securityGroupDescription,
  defaultSecurityGroup,
  flowLogs,
  publicAddressByDefault,
  instancePublicAddress,
  instanceMetadata,
  launchTemplateVersion,
  groupHealthCheck,
  groupTags,
  taskLogging,
  privilegedContainer,
  deploymentRollback,
  containerInsights,
  imageRepository,
  diskEncrypted,
  databaseEncrypted,
  bucketEncrypted,
  queueEncrypted,
  topicEncrypted,
  filesEncrypted,
  cacheEncrypted,
  logsEncrypted,
  logRetention,
  keyRotation,
  publicDatabase,
  databaseBackup,
  filesBackup,
  cacheBackup,
  productionProtected,
  finalSnapshot,
  databaseStandby,
  cacheStandby,
  parameterGroup,
  databaseParameters,
  queueDeadLetters,
  publicBucket,
  bucketVersions,
  bucketTls,
  queueTls,
  topicTls,
  httpRedirect,
  tlsPolicy,
  accessLogs,
  loadBalancerProtected,
  invalidHeaders,
  wildcardActions,
  wildcardResources,
  administrator,
  openResourcePolicy,
  iamUsers,
  secretInState,
  plainSecret,
  alarmTarget,
  tags,
  account,
  ephemeralReadsProduction
];

// modules/policy/accept.ts
var known = new Set(rules.map(({ id }) => id));
var given = /* @__PURE__ */ new WeakMap();
function accept(at, acceptance) {
  const fault = faultOf(acceptance, "0000-01-01", known);
  if (fault !== void 0)
    throw new Error(
      `${at.node.path} ${fault} (a reason has ${shortestReason} characters or more; rules are in modules/policy/README.md)`
    );
  const all = [...given.get(at) ?? [], acceptance];
  given.set(at, all);
  at.addOverride("//.policy", all);
}

// modules/policy/add-policy.ts
import { TerraformStack } from "cdktf";

// modules/policy/check.ts
var acceptanceRule = {
  rule: "acceptance",
  severity: "error",
  why: "An accepted finding is a decision with an end; without reason and day it is a hole.",
  remedy: "Mend the finding, or accept it with a reason and a day: accept(resource, { rule, because, until }).",
  also: []
};
function checkStacks(templates, { today, rules: rules2 = rules }) {
  const byStack = new Map(templates.map((template) => [template.stack, template]));
  const known2 = new Set(rules.concat(rules2).map(({ id }) => id));
  const checked2 = templates.map(
    (template) => checkTemplate(template, { today, rules: rules2, known: known2, others: (stack) => byStack.get(stack) })
  );
  return {
    stacks: templates.map(({ stack }) => stack),
    resources: templates.reduce((sum, { resources }) => sum + resources.length, 0),
    rules: rules2.length,
    findings: checked2.flatMap(({ findings }) => findings),
    accepted: checked2.flatMap(({ accepted }) => accepted)
  };
}
function checkTemplate(template, { today, rules: rules2, known: known2, others }) {
  const { stack } = template;
  const valid = /* @__PURE__ */ new Map();
  const findings = [];
  const accepted = [];
  const places = [{ address: stack, accepted: template.accepted }, ...template.resources];
  for (const { address, accepted: acceptances } of places) {
    const faults = acceptances.map((acceptance) => faultOf(acceptance, today, known2));
    for (const message of faults)
      if (message !== void 0) findings.push({ ...acceptanceRule, stack, address, message });
    valid.set(
      address,
      acceptances.filter((_, i) => faults[i] === void 0)
    );
  }
  for (const rule2 of rules2)
    for (const { address, message } of rule2.check(template, others)) {
      const { id, severity, why, remedy, also } = rule2;
      const finding = { rule: id, severity, stack, address, message, why, remedy, also };
      const acceptance = [...valid.get(address) ?? [], ...valid.get(stack) ?? []].find((one) => one.rule === id);
      if (acceptance === void 0) findings.push(finding);
      else accepted.push({ ...finding, because: acceptance.because, until: acceptance.until });
    }
  return { findings, accepted };
}

// stacks/app.ts
import { App } from "cdktf";

// stacks/estate-file.ts
var Refused = class extends Error {
  lines;
  constructor(lines) {
    super(lines.join("\n"));
    this.lines = lines;
  }
};

// modules/addresses/addresses.ts
import { Eip } from "@cdktf/provider-aws/lib/eip/index.js";
import { Construct as Construct4 } from "constructs";

// modules/core/at.ts
function resolvedAt(construct, resolve3) {
  try {
    return resolve3();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`${construct.node.path}: ${message}`, { cause: error });
  }
}

// modules/core/environment.ts
var classDefaults = {
  production: {
    deletion: "refused",
    finalSnapshot: "kept",
    logRetentionDays: 365,
    backupRetentionDays: 35,
    multiAz: true,
    minimumCount: 2,
    shellAccess: "refused",
    applyChanges: "inMaintenanceWindow",
    detailedMonitoring: true
  },
  staging: {
    deletion: "refused",
    finalSnapshot: "kept",
    logRetentionDays: 90,
    backupRetentionDays: 14,
    multiAz: false,
    minimumCount: 1,
    shellAccess: "allowed",
    applyChanges: "immediately",
    detailedMonitoring: false
  },
  development: {
    deletion: "allowed",
    finalSnapshot: "kept",
    logRetentionDays: 30,
    backupRetentionDays: 7,
    multiAz: false,
    minimumCount: 1,
    shellAccess: "allowed",
    applyChanges: "immediately",
    detailedMonitoring: false
  },
  ephemeral: {
    deletion: "allowed",
    finalSnapshot: "skipped",
    logRetentionDays: 3,
    backupRetentionDays: 1,
    multiAz: false,
    minimumCount: 1,
    shellAccess: "allowed",
    applyChanges: "immediately",
    detailedMonitoring: false
  }
};

// modules/core/iam.ts
function anyResource(because) {
  return { because };
}
function allow(actions, resources, conditions) {
  for (const action of actions)
    if (/^\*|:\*$/.test(action)) throw new Error(`${action} allows a whole service: name the actions that are needed`);
  const on = "because" in resources ? ["*"] : resources;
  if (actions.length === 0 || on.length === 0)
    throw new Error(
      `a statement about nothing: ${actions.join(", ") || "no actions"} on ${on.join(", ") || "no resource"}`
    );
  if (!("because" in resources) && on.includes("*"))
    throw new Error(`${actions.join(", ")} on every resource: name the resources, or say why with anyResource('\u2026')`);
  return { effect: "Allow", actions, resources: on, ...conditions !== void 0 && { conditions } };
}
function ceiling(except) {
  return { effect: "Allow", actions: except, actionsAre: "excepted", resources: ["*"] };
}
function deny(actions, resources, conditions) {
  return { effect: "Deny", actions, resources, ...conditions !== void 0 && { conditions } };
}
function denyBeyond(actions, resources) {
  return { effect: "Deny", actions, resources, resourcesAre: "excepted" };
}
function to(principal2, statement) {
  return { ...statement, principal: principal2 };
}
var many = (values) => values.length === 1 ? values[0] : values;
function principalJson(principal2) {
  if (principal2 === "anyone") return "*";
  return "services" in principal2 ? { Service: many(principal2.services) } : { AWS: many(principal2.arns) };
}
function policyDocument(statements, id) {
  return JSON.stringify({
    Version: "2012-10-17",
    ...id !== void 0 && { Id: id },
    Statement: statements.map((statement, i) => ({
      ...id !== void 0 && { Sid: `${id}${i + 1}` },
      Effect: statement.effect,
      ..."principal" in statement && { Principal: principalJson(statement.principal) },
      [statement.actionsAre === "excepted" ? "NotAction" : "Action"]: many(statement.actions),
      [statement.resourcesAre === "excepted" ? "NotResource" : "Resource"]: many(statement.resources),
      ...statement.conditions !== void 0 && { Condition: statement.conditions }
    }))
  });
}
function trustPolicy(principal2, conditions, actions = ["sts:AssumeRole"]) {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: principalJson(principal2),
        Action: many(actions),
        ...conditions !== void 0 && { Condition: conditions }
      }
    ]
  });
}

// modules/core/literal.ts
function literal(text3) {
  return text3.replaceAll(/\$\{(?!TfToken\[)/g, "$$${").replaceAll("%{", "%%{");
}

// modules/core/names.ts
import { createHash } from "node:crypto";
function shortened(name3, max) {
  if (name3.length <= max) return name3;
  const digest = createHash("sha256").update(name3).digest("hex").slice(0, 6);
  return `${name3.slice(0, max - 7).replace(/-+$/, "")}-${digest}`;
}
var plain = /^[a-z][a-z0-9-]*$/;
function checkName(name3, what) {
  if (!plain.test(name3) || name3.endsWith("-"))
    throw new Error(
      `${what}: "${name3}" does not fit all names of AWS; write lower-case letters, digits and hyphens, a letter first`
    );
}
function resourceName(environment2, parts, max) {
  checkName(environment2.company, "company");
  checkName(environment2.name, "environment");
  const part = parts.find((text3) => literal(text3) !== text3);
  if (part !== void 0) throw new Error(`"${part}" is no part of a name: Terraform would read it as an expression`);
  return shortened([environment2.company, environment2.name, ...parts].join("-"), max);
}

// modules/core/network-rules.ts
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule/index.js";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule/index.js";
import { Construct } from "constructs";
var Connection = class extends Construct {
  constructor(scope, id, props) {
    super(scope, id);
    const { from, to: to2 } = props;
    new VpcSecurityGroupEgressRule(this, "out", {
      securityGroupId: from,
      referencedSecurityGroupId: to2.securityGroup,
      ipProtocol: "tcp",
      fromPort: to2.port,
      toPort: to2.port,
      description: to2.why
    });
    new VpcSecurityGroupIngressRule(this, "in", {
      securityGroupId: to2.securityGroup,
      referencedSecurityGroupId: from,
      ipProtocol: "tcp",
      fromPort: to2.port,
      toPort: to2.port,
      description: to2.why
    });
  }
};

// modules/core/placed.ts
import { createHash as createHash2 } from "node:crypto";
function keptBy(deletion) {
  return { preventDestroy: deletion === "refused" };
}
function keyThrough({ kmsKey, region }, service2, actions) {
  return allow(actions, [kmsKey], { StringEquals: { "kms:ViaService": `${service2}.${region}.amazonaws.com` } });
}
function finalSnapshotName(identifier, restoreFrom) {
  const digest = createHash2("sha256").update(restoreFrom ?? "").digest("hex");
  return `${identifier}-final-${digest.slice(0, 6)}`;
}
function singleDashed(name3, max) {
  const plain2 = name3.replace(/-{2,}/g, "-").replace(/-$/, "");
  if (plain2 === name3) return shortened(name3, max);
  const digest = createHash2("sha256").update(name3).digest("hex").slice(0, 6);
  return shortened(`${plain2}-${digest}`, max);
}

// modules/core/private-bucket.ts
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket/index.js";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration/index.js";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls/index.js";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy/index.js";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block/index.js";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration/index.js";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning/index.js";
import { Construct as Construct2 } from "constructs";
var PrivateBucket = class extends Construct2 {
  bucket;
  publicAccessBlock;
  policy;
  constructor(scope, id, props) {
    super(scope, id);
    resolvedAt(this, () => {
      if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(props.name))
        throw new Error(
          `name: "${props.name}" is no name of a bucket; write 3 to 63 lower-case letters, digits and hyphens`
        );
    });
    const { kmsKey, expireDays, noncurrentDays = Math.min(expireDays ?? 30, 30) } = props;
    this.bucket = new S3Bucket(this, "bucket", {
      bucket: props.name,
      forceDestroy: props.deletion === "allowed",
      ...props.deletion === "refused" && { lifecycle: { preventDestroy: true } },
      ...props.overrides
    });
    const bucket = this.bucket.id;
    this.publicAccessBlock = new S3BucketPublicAccessBlock(this, "public-access-block", {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true
    });
    new S3BucketOwnershipControls(this, "ownership", { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } });
    new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      bucket,
      rule: [
        {
          applyServerSideEncryptionByDefault: kmsKey === void 0 ? { sseAlgorithm: "AES256" } : { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKey },
          bucketKeyEnabled: kmsKey !== void 0
        }
      ]
    });
    const versioning = new S3BucketVersioningA(this, "versioning", {
      bucket,
      versioningConfiguration: { status: "Enabled" }
    });
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      bucket,
      dependsOn: [versioning],
      rule: [
        {
          id: "tidy",
          status: "Enabled",
          filter: [{ prefix: "" }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
          noncurrentVersionExpiration: [{ noncurrentDays }],
          ...expireDays !== void 0 && { expiration: [{ days: expireDays }] }
        }
      ]
    });
    const { arn } = this.bucket;
    this.policy = new S3BucketPolicy(this, "policy", {
      bucket,
      // S3 refuses two changes of a bucket's access at once.
      dependsOn: [this.publicAccessBlock],
      policy: policyDocument([
        to("anyone", deny(["s3:*"], [arn, `${arn}/*`], { Bool: { "aws:SecureTransport": "false" } })),
        ...props.statements?.(arn) ?? []
      ])
    });
  }
};

// modules/core/tags.ts
function tagsOf({ company, environment: environment2, class: kind, product: product3, owner, ttl }) {
  return {
    company,
    environment: environment2,
    class: kind,
    ...product3 !== void 0 && { product: product3 },
    ...owner !== void 0 && { owner },
    ...ttl !== void 0 && { ttl },
    "managed-by": "dc-exit"
  };
}
var backupTag = { backup: "daily" };

// modules/core/use.ts
function variableName2(key3, suffix) {
  return `${key3.toUpperCase().replace(/[^A-Z0-9]/g, "_")}_${suffix}`;
}

// modules/core/uses.ts
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { Construct as Construct3 } from "constructs";
function checkVariable(name3) {
  if (!/^[A-Za-z_][A-Za-z0-9_]{0,127}$/.test(name3))
    throw new Error(`variable ${name3}; write letters, digits and underscores: PAYMENT_KEY`);
}
function mergedVariables(sources) {
  const setBy = /* @__PURE__ */ new Map();
  for (const name3 of Object.values(sources).flatMap((variables3) => Object.keys(variables3))) checkVariable(name3);
  const merged = Object.entries(sources).flatMap(
    ([source2, variables3]) => Object.entries(variables3).map(([name3, value]) => {
      const other = setBy.get(name3);
      if (other !== void 0) throw new Error(`${other} and ${source2} both set ${name3}; rename one of them`);
      setBy.set(name3, source2);
      return [name3, value];
    })
  );
  return Object.fromEntries(merged.toSorted(([a], [b]) => a < b ? -1 : 1));
}
var Uses = class extends Construct3 {
  policies;
  constructor(scope, id, { uses: uses2, role, securityGroup }) {
    super(scope, id);
    this.policies = Object.entries(uses2).flatMap(([name3, { statements, reach: reach2 }]) => {
      for (const to2 of reach2) new Connection(this, `${name3}-${to2.port}`, { from: securityGroup, to: to2 });
      return statements.length === 0 ? [] : [new IamRolePolicy(this, name3, { name: name3, role, policy: policyDocument(statements) })];
    });
  }
};

// modules/core/zones.ts
var zone2 = /^[a-z]{2}(-[a-z]+)+-\d[a-z]$/;
function checkZones2(azs, what) {
  for (const az of azs)
    if (!zone2.test(az)) throw new Error(`${what}: ${az} is not an availability zone; write a name like us-east-1a`);
  const twice = azs.find((az, i) => azs.indexOf(az) !== i);
  if (twice !== void 0) throw new Error(`${what}: ${twice} is there twice; name each availability zone once`);
}

// modules/addresses/resolve.ts
function resolveAddresses(plan2) {
  const { company, environment: environment2, deletion = {} } = plan2;
  checkZones2(plan2.egress, "egress");
  const made = (thing, az, product3) => ({
    id: `${product3 === void 0 ? "egress" : `ingress-${product3}`}-${az}`,
    thing,
    az,
    ...product3 !== void 0 && { product: product3 },
    name: resourceName({ company, name: environment2 }, [product3 ?? "egress", az], 255),
    deletion: deletion[thing] ?? classDefaults[plan2.class].deletion
  });
  const egress = plan2.egress.map((az) => made(`egress.${az}`, az));
  const ingress3 = Object.entries(plan2.ingress).flatMap(([product3, azs]) => {
    checkName(product3, "ingress");
    checkZones2(azs, `ingress.${product3}`);
    return azs.map((az) => made(`ingress.${product3}`, az, product3));
  });
  const all = [...egress, ...ingress3];
  const things = [...new Set(all.map(({ thing }) => thing))];
  for (const name3 of Object.keys(deletion))
    if (!things.includes(name3))
      throw new Error(`deletion: there is no ${name3} here; there are ${things.join(", ") || "no addresses"}`);
  return all;
}

// modules/addresses/addresses.ts
var Addresses = class extends Construct4 {
  /** By availability zone. */
  egress;
  /** By product and availability zone. */
  ingress;
  /** How many Elastic IPs this is; the default quota of an account and region is 5. */
  needed;
  /** Everything whose release would lose an announced address. */
  stateful;
  /** By id below this construct: `egress-us-east-1a`, `ingress-storefront-us-east-1a`. */
  eips;
  constructor(scope, id, props) {
    super(scope, id);
    const addresses2 = resolvedAt(this, () => resolveAddresses(props));
    const made = addresses2.map((address) => ({ address, eip: this.elasticIp(address, props.overrides) }));
    this.eips = Object.fromEntries(made.map(({ address, eip }) => [address.id, eip]));
    const byZone = (of) => Object.fromEntries(
      made.filter(({ address }) => address.product === of).map(({ address, eip }) => [address.az, { ip: eip.publicIp, allocation: eip.allocationId }])
    );
    this.egress = byZone(void 0);
    this.ingress = Object.fromEntries(Object.keys(props.ingress).map((product3) => [product3, byZone(product3)]));
    this.needed = addresses2.length;
    this.stateful = [...new Set(addresses2.map(({ thing }) => thing))];
  }
  elasticIp({ id, name: name3, deletion }, overrides = {}) {
    return new Eip(this, id, {
      domain: "vpc",
      tags: { Name: name3 },
      ...deletion === "refused" && { lifecycle: { preventDestroy: true } },
      ...overrides
    });
  }
};

// stacks/deletion.ts
function allowedDeletions({ allowDestroy }, stack, things) {
  const named = new Set(allowDestroy.filter((one) => one.stack === stack).map(({ thing }) => thing));
  return Object.fromEntries(things.filter((thing) => named.has(thing)).map((thing) => [thing, "allowed"]));
}
var protections = ["production-protected", "load-balancer-protected"];
function acceptDestroy(stack, { allowDestroy }) {
  const things = allowDestroy.filter((one) => one.stack === stack.node.id).map(({ thing }) => thing);
  if (things.length === 0) return;
  const because = `allowDestroy in estate.yaml names ${things.join(", ")}`;
  for (const rule2 of protections) accept(stack, { rule: rule2, because, until: "9999-12-31" });
}

// stacks/environment-tags.ts
function environmentTags(estate, environment2, product3) {
  const owner = product3?.owner ?? environment2.owner;
  return tagsOf({
    company: estate.company,
    environment: environment2.name,
    class: environment2.class,
    ...product3 !== void 0 && { product: product3.name },
    ...owner !== void 0 && { owner },
    ...environment2.ttl !== void 0 && { ttl: formatDuration(environment2.ttl) }
  });
}

// stacks/identity.ts
function identityOf({ name: name3, was: was2 }) {
  return was2 ?? name3;
}

// stacks/stack.ts
import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { TerraformStack as TerraformStack2 } from "cdktf";

// stacks/addressing.ts
import { createHash as createHash3 } from "node:crypto";
function addressOf(ids2) {
  const parts = ids2.filter((id) => id !== "Default");
  const plain2 = parts.map((id) => id.replace(/[^A-Za-z0-9-]/g, "-")).join("_");
  const address = /^[A-Za-z]/.test(plain2) ? plain2 : `_${plain2}`;
  if (parts.every((id) => /^[A-Za-z0-9-]+$/.test(id))) return address;
  return `${address}_${createHash3("sha256").update(parts.join("/")).digest("hex").slice(0, 6)}`;
}

// stacks/contract.ts
import { TerraformOutput } from "cdktf";
function nullIn(value, path) {
  if (value === null) return path;
  if (typeof value !== "object") return void 0;
  for (const [key3, item] of Object.entries(value)) {
    const found = nullIn(item, `${path}.${key3}`);
    if (found !== void 0) return found;
  }
  return void 0;
}
function publish(stack, contract) {
  const hole = nullIn(contract, "contract");
  if (hole !== void 0) throw new Error(`${hole} is null: leave the key out`);
  new TerraformOutput(stack, "contract", { value: contract, staticId: true });
}

// stacks/guard.ts
import { existsSync, readFileSync } from "node:fs";
import { resolve as resolve2 } from "node:path";

// stacks/states.ts
import { DataAwsS3Objects } from "@cdktf/provider-aws/lib/data-aws-s3-objects/index.js";
import { DataTerraformRemoteStateLocal, DataTerraformRemoteStateS3, LocalBackend, S3Backend } from "cdktf";

// stacks/place.ts
import { relative, resolve } from "node:path";
function fromStack({ folder, outdir }, stack, file) {
  return relative(resolve(outdir, "stacks", stack), resolve(folder, file));
}

// stacks/states.ts
var stateFile = (key3) => `tf/${key3}.tfstate`;
var objectKey = (prefix, key3) => prefix === "" ? stateFile(key3) : `${prefix}/${stateFile(key3)}`;
function keepState(stack, key3, { store, region, place }) {
  if (store.kind === "local") {
    new LocalBackend(stack, { path: fromStack(place, stack.node.id, stateFile(key3)) });
    return;
  }
  const backend = new S3Backend(stack, {
    bucket: store.bucket,
    key: objectKey(store.prefix, key3),
    region,
    encrypt: true
  });
  backend.addOverride("use_lockfile", true);
}
function readState(stack, id, key3, { store, region, place }) {
  if (store.kind === "local") {
    const path = fromStack(place, stack.node.id, stateFile(key3));
    return {
      remote: new DataTerraformRemoteStateLocal(stack, id, { path }),
      // A condition that names nothing is refused, hence `path.module`.
      exists: `fileexists("\${path.module}/${path}")`
    };
  }
  const object2 = objectKey(store.prefix, key3);
  const objects = new DataAwsS3Objects(stack, `${id}-file`, { bucket: store.bucket, prefix: object2 });
  return {
    remote: new DataTerraformRemoteStateS3(stack, id, { bucket: store.bucket, key: object2, region }),
    exists: `contains(${objects.fqn}.keys, ${JSON.stringify(object2)})`
  };
}

// stacks/guard.ts
var lasting = `flatten([
  try(self.outputs.contract.stateful, []),
  try(self.outputs.contract.names, []),
  try([for zone in keys(self.outputs.contract.egress) : "egress.\${zone}"], []),
  try([for product, zones in self.outputs.contract.ingress : [for zone in keys(zones) : "ingress.\${product}.\${zone}"]], [])
])`.replace(/\s+/g, " ");
function lost(stack, { things, allowDestroy }) {
  const allowed = allowDestroy.filter((one) => one.stack === stack).map((one) => one.thing);
  const prefixes = allowed.map((thing) => `startswith(thing, ${JSON.stringify(`${thing}.`)})`);
  const spared = [`contains(${JSON.stringify([...things, ...allowed])}, thing)`, ...prefixes].join(" || ");
  return `sort(distinct([for thing in ${lasting} : thing if !(${spared})]))`;
}
function isDeployed(file) {
  if (!existsSync(file)) return false;
  try {
    const state = JSON.parse(readFileSync(file, "utf8"));
    return typeof state === "object" && state !== null && JSON.stringify(state).includes('"contract"');
  } catch {
    return false;
  }
}
function guard(stack, key3, kept, states) {
  const { store, place } = states;
  const id = stack.node.id;
  if (store.kind === "local" && !isDeployed(resolve2(place.folder, stateFile(key3)))) return;
  const { remote, exists } = readState(stack, "last-deployment", key3, states);
  if (store.kind === "s3") remote.addOverride("count", `\${${exists} ? 1 : 0}`);
  const gone = lost(id, kept);
  remote.addOverride("lifecycle.postcondition", [
    {
      condition: `\${length(${gone}) == 0}`,
      error_message: `this would destroy: \${join(", ", ${gone})}. Put it back into the estate file, name its old name with was:, or allow it: allowDestroy: [${id}/\${join(", ${id}/", ${gone})}].`
    }
  ]);
}

// stacks/reads.ts
import { Token, ref } from "cdktf";
var index = (keys) => keys.map((key3) => `[${JSON.stringify(key3)}]`).join("");
var ContractRead = class {
  #stack;
  #from;
  #state;
  #demands = /* @__PURE__ */ new Map();
  constructor(stack, from, key3, states) {
    this.#stack = stack;
    this.#from = from;
    this.#state = readState(stack, from, key3, states);
    const { exists, remote } = this.#state;
    const condition = { condition: `\${${exists}}`, error_message: `deploy ${from} first: it is not deployed yet.` };
    remote.addOverride("lifecycle.precondition", [condition]);
    this.#demand(["schema"], "it is not deployed yet.");
  }
  #demand(keys, why) {
    const path = index(keys);
    this.#demands.set(path, {
      condition: `\${can(self.outputs.contract${path})}`,
      // Terraform wraps lines at 78 columns: what to do comes first.
      error_message: `deploy ${this.#from} first: ${why}`
    });
    this.#state.remote.addOverride("lifecycle.postcondition", [...this.#demands.values()]);
  }
  /** The text at a path; the plan is refused when the deployed contract has none there. */
  text(keys) {
    this.#demand(keys, `it has no ${keys.join(".")} yet.`);
    const { remote } = this.#state;
    return Token.asString(
      ref(`data.terraform_remote_state.${remote.friendlyUniqueId}.outputs.contract${index(keys)}`, this.#stack)
    );
  }
};
var Remote = class _Remote {
  #source;
  #keys;
  constructor(source2, keys) {
    this.#source = source2;
    this.#keys = keys;
  }
  at(key3) {
    return new _Remote(this.#source, [...this.#keys, key3]);
  }
  /** The value as a token. A plan fails with `deploy STACK first: …` where the deployed contract has none. */
  text() {
    return this.#source.text(this.#keys);
  }
};
function reads(stack, from, key3, states) {
  return new Remote(new ContractRead(stack, from, key3, states), []);
}

// stacks/stack.ts
var providerVersions = ">= 5.100, < 7";
var EstateStack = class extends TerraformStack2 {
  estate;
  #states;
  #key;
  constructor(id, props) {
    super(props.app, id);
    const { estate, place, accounts, tags: tags2, key: key3 = id, state = "estate" } = props;
    this.estate = estate;
    this.#key = key3;
    this.#states = { store: state === "own" ? { kind: "local" } : estate.state, region: estate.region, place };
    keepState(this, key3, this.#states);
    new AwsProvider(this, "aws", {
      region: estate.region,
      allowedAccountIds: [...accounts],
      defaultTags: [{ tags: { ...tags2 } }]
    });
    this.addOverride("terraform.required_providers.aws.version", providerVersions);
    if (accounts.includes(unknownAccount)) this.#refuseDeployment();
  }
  /** The account is not known yet: lists and synthesizes, never deploys. */
  #refuseDeployment() {
    this.addOverride("resource.terraform_data.account-is-not-known", {
      lifecycle: {
        precondition: [
          {
            // Always false; a condition that names nothing is refused.
            condition: '${path.module == ""}',
            error_message: `write the account of ${this.node.id} into estate.yaml first: "${unknownAccount}" stands for one that is not known yet.`
          }
        ]
      }
    });
  }
  allocateLogicalId(element) {
    const node = "node" in element ? element.node : element;
    return addressOf(node.scopes.slice(node.scopes.indexOf(this) + 1).map((scope) => scope.node.id));
  }
  /** The contract of another stack. */
  reads(from, key3 = from) {
    return reads(this, from, key3, this.#states);
  }
  /**
   * The stack's output, and the guard over what it must not destroy. An ephemeral environment has none: it is there to go.
   * @param also things of it that the last deployment may know by another name than the contract's
   */
  finish(contract, environment2, also = []) {
    publish(this, contract);
    acceptDestroy(this, this.estate);
    if (environment2.class === "ephemeral") return;
    const names = contract.schema === "product/v1" ? contract.names : [];
    const kept = { things: [...contract.stateful, ...names, ...also], allowDestroy: this.estate.allowDestroy };
    guard(this, this.#key, kept, this.#states);
  }
};

// stacks/addresses.ts
function natZones({ nat, azs }) {
  if (nat === "none") return [];
  return nat === "single" ? azs.slice(0, 1) : azs;
}
function staticIngress(estate, environment2) {
  return Object.values(estate.products).flatMap((product3) => {
    const ingress3 = product3.in[environment2]?.ingress;
    return ingress3?.kind === "static" ? [{ product: product3, azs: ingress3.azs }] : [];
  });
}
function addressesStack(environment2, scene) {
  const { estate } = scene;
  const stack = new EstateStack(`${environment2.name}-addresses`, {
    ...scene,
    accounts: [environment2.account],
    tags: environmentTags(estate, environment2)
  });
  const egress = natZones(environment2);
  const products = staticIngress(estate, environment2.name);
  const ingress3 = Object.fromEntries(products.map(({ product: product3, azs }) => [identityOf(product3), azs]));
  const things = [...egress.map((az) => `egress.${az}`), ...Object.keys(ingress3).map((name3) => `ingress.${name3}`)];
  const addresses2 = new Addresses(stack, "addresses", {
    company: estate.company,
    environment: environment2.name,
    class: environment2.class,
    egress,
    ingress: ingress3,
    deletion: allowedDeletions(estate, stack.node.id, things)
  });
  const contract = {
    schema: "addresses/v1",
    environment: environment2.name,
    account: environment2.account,
    region: estate.region,
    egress: addresses2.egress,
    ingress: Object.fromEntries(
      products.map(({ product: product3 }) => [product3.name, addresses2.ingress[identityOf(product3)] ?? {}])
    ),
    stateful: addresses2.stateful
  };
  const each3 = [
    ...egress.map((az) => `egress.${az}`),
    ...products.flatMap(
      ({ product: product3, azs }) => [product3.name, identityOf(product3)].flatMap((name3) => azs.map((az) => `ingress.${name3}.${az}`))
    )
  ];
  stack.finish(contract, environment2, each3);
  return stack;
}

// stacks/bootstrap.ts
import { TerraformOutput as TerraformOutput2 } from "cdktf";
function statesOf(arn, accounts) {
  const owners = { arns: accounts.map((account2) => `arn:aws:iam::${account2}:root`) };
  if (accounts.length === 0) return [];
  return [
    to(owners, allow(["s3:ListBucket"], [arn])),
    to(owners, allow(["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], [`${arn}/*`]))
  ];
}
function bootstrapStack(bucket, scene) {
  const { estate } = scene;
  const accounts = [...new Set(Object.values(estate.environments).map(({ account: account2 }) => account2))];
  const known2 = accounts.filter((account2) => account2 !== unknownAccount);
  const stack = new EstateStack("bootstrap", {
    ...scene,
    accounts: known2.length === 0 ? [unknownAccount] : known2,
    tags: { company: estate.company, "managed-by": "dc-exit" },
    state: "own"
  });
  const { bucket: made } = new PrivateBucket(stack, "state", {
    name: bucket,
    deletion: "refused",
    statements: (arn) => statesOf(arn, known2)
  });
  new TerraformOutput2(stack, "bucket", { value: made.bucket, staticId: true });
  return stack;
}

// modules/access/access.ts
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy/index.js";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy as IamRolePolicy2 } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js";
import { Construct as Construct5 } from "constructs";

// modules/access/scope.ts
var name2 = ({ company, environment: environment2 }, part, max) => resourceName({ company, name: environment2 }, [part], max);
var accessPath = "/access/";
var groupRoleName = (scope, group) => name2(scope, group, 64);
var boundaryName = (scope) => name2(scope, "boundary", 128);
var boundaryArn = (scope) => `arn:aws:iam::${scope.account}:policy${accessPath}${boundaryName(scope)}`;
function ownArns(scope) {
  const iam = (kind, path) => `arn:aws:iam::${scope.account}:${kind}${path}`;
  const prefix = `/${scope.company}-${scope.environment}-*`;
  return {
    products: ["role", "instance-profile", "policy"].map((kind) => iam(kind, prefix)),
    access: ["role", "policy"].map((kind) => iam(kind, `${accessPath}*`)),
    services: [iam("role", "/aws-service-role/*")]
  };
}

// modules/access/boundary.ts
var beyond = [
  "account:*",
  "organizations:*",
  "iam:*AccessKey*",
  "iam:*Group*",
  "iam:*LoginProfile*",
  "iam:*MFADevice*",
  "iam:*SAMLProvider*",
  "iam:*User*"
];
var giveAway = ["ec2:ReleaseAddress", "ec2:EnableAddressTransfer"];
var shells = ["ec2-instance-connect:*", "ecs:ExecuteCommand", "ssm:SendCommand", "ssm:StartSession"];
function refusals({ environment: environment2 }, { release, shell }) {
  return [
    release === "refused" ? deny(giveAway, ["*"]) : deny(giveAway, ["*"], { StringNotEquals: { "aws:ResourceTag/environment": environment2 } }),
    ...shell === "refused" ? [deny(shells, ["*"])] : []
  ];
}
var changesOfPermissions = [
  "iam:AttachRolePolicy",
  "iam:DeleteRolePolicy",
  "iam:DetachRolePolicy",
  "iam:PutRolePolicy"
];
var changesOfRoles = [
  "iam:CreateRole",
  "iam:DeleteRole",
  "iam:PutRolePermissionsBoundary",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateRole"
];
var changesOfPolicies = [
  "iam:CreatePolicy",
  "iam:CreatePolicyVersion",
  "iam:DeletePolicy",
  "iam:DeletePolicyVersion",
  "iam:SetDefaultPolicyVersion"
];
function keepsItself(scope) {
  const { products, access, services } = ownArns(scope);
  return [
    deny(["iam:DeleteRolePermissionsBoundary"], ["*"]),
    deny([...changesOfPermissions, "iam:CreateRole", "iam:PutRolePermissionsBoundary"], ["*"], {
      StringNotEquals: { "iam:PermissionsBoundary": boundaryArn(scope) }
    }),
    denyBeyond(["iam:PassRole", "iam:UpdateAssumeRolePolicy"], [...products, ...services]),
    deny([...changesOfPermissions, ...changesOfRoles, ...changesOfPolicies], access)
  ];
}
function boundaryStatements(scope, resolved) {
  return [ceiling(beyond), ...refusals(scope, resolved), ...keepsItself(scope)];
}

// modules/access/levels.ts
var managedPolicies = {
  admin: ["AdministratorAccess"],
  // Everything but IAM: what the products' roles need comes from `identities`.
  deploy: ["PowerUserAccess"],
  // Names, states, metrics and bills; no contents of buckets, queues or databases.
  read: ["job-function/ViewOnlyAccess", "CloudWatchReadOnlyAccess", "AWSBillingReadOnlyAccess"]
};
var passedTo = [
  "backup.amazonaws.com",
  "ec2.amazonaws.com",
  "ecs.amazonaws.com",
  "ecs-tasks.amazonaws.com",
  "events.amazonaws.com",
  "lambda.amazonaws.com",
  "monitoring.rds.amazonaws.com",
  "scheduler.amazonaws.com",
  "vpc-flow-logs.amazonaws.com"
];
function identities(scope) {
  const { products, services } = ownArns(scope);
  const bound = { StringEquals: { "iam:PermissionsBoundary": boundaryArn(scope) } };
  return [
    allow(["iam:CreateRole", "iam:PutRolePermissionsBoundary"], products, bound),
    allow(
      [
        "iam:AddRoleToInstanceProfile",
        "iam:AttachRolePolicy",
        "iam:CreateInstanceProfile",
        "iam:CreatePolicy",
        "iam:CreatePolicyVersion",
        "iam:DeleteInstanceProfile",
        "iam:DeletePolicy",
        "iam:DeletePolicyVersion",
        "iam:DeleteRole",
        "iam:DeleteRolePolicy",
        "iam:DetachRolePolicy",
        "iam:PutRolePolicy",
        "iam:RemoveRoleFromInstanceProfile",
        "iam:TagInstanceProfile",
        "iam:TagPolicy",
        "iam:TagRole",
        "iam:UntagInstanceProfile",
        "iam:UntagPolicy",
        "iam:UntagRole",
        "iam:UpdateAssumeRolePolicy",
        "iam:UpdateRole",
        "iam:UpdateRoleDescription"
      ],
      products
    ),
    allow(["iam:Get*", "iam:List*"], anyResource("most reads of IAM have no resource level, and none tells a secret")),
    allow(["iam:PassRole"], products, { StringEquals: { "iam:PassedToService": passedTo } }),
    allow(["iam:CreateServiceLinkedRole"], services)
  ];
}
function ownStatements(scope, level, resolved) {
  return [...level === "deploy" ? identities(scope) : [], ...level === "read" ? [] : refusals(scope, resolved)];
}

// modules/access/resolve.ts
var principal = /^arn:aws[a-z-]*:(iam|sts)::\d{12}:(root|(role|user|assumed-role)\/[\w+=,.@/-]+)$/;
function resolveAccess(plan2) {
  const { shellAccess, deletion } = classDefaults[plan2.class];
  const hours = plan2.sessionHours ?? 4;
  if (hours < 1 || hours > 12) throw new Error(`sessionHours: ${hours} is not between 1 and 12`);
  checkName(plan2.company, "company");
  checkName(plan2.environment, "environment");
  const roles = Object.entries(plan2.access).map(([group, level]) => {
    checkName(group, "access");
    const principals = plan2.groups[group];
    if (principals === void 0 || principals.length === 0)
      throw new Error(
        `access: nobody is in the group ${group}; there are ${Object.keys(plan2.groups).join(", ") || "no groups"}`
      );
    const wrong = principals.find((arn) => !principal.test(arn));
    if (wrong !== void 0)
      throw new Error(
        `groups.${group}: ${wrong} is not the ARN of a role or user, like arn:aws:iam::111122223333:role/ops`
      );
    return { group, level, principals };
  });
  return { roles, shell: plan2.shell ?? shellAccess, release: deletion, sessionSeconds: hours * 3600 };
}

// modules/access/access.ts
var Access = class extends Construct5 {
  /** By group. */
  roles;
  boundary;
  constructor(scope, id, props) {
    super(scope, id);
    const resolved = resolvedAt(this, () => resolveAccess(props));
    this.boundary = new IamPolicy(this, "boundary", {
      name: boundaryName(props),
      path: accessPath,
      description: "The most that people and products can do here; grants nothing",
      policy: policyDocument(boundaryStatements(props, resolved))
    });
    this.roles = Object.fromEntries(resolved.roles.map((role) => [role.group, this.role(role, resolved, props)]));
  }
  role({ group, level, principals }, resolved, props) {
    const at = new Construct5(this, group);
    const role = new IamRole(at, "role", {
      name: groupRoleName(props, group),
      path: accessPath,
      description: `${group} in ${props.environment}: ${level}`,
      // The source identity tells people apart who share a role; tags of the session come from the single sign-on.
      assumeRolePolicy: trustPolicy({ arns: principals }, void 0, [
        "sts:AssumeRole",
        "sts:SetSourceIdentity",
        "sts:TagSession"
      ]),
      maxSessionDuration: resolved.sessionSeconds,
      permissionsBoundary: this.boundary.arn,
      ...props.overrides
    });
    for (const policy of managedPolicies[level])
      new IamRolePolicyAttachment(at, policy.replace("job-function/", ""), {
        role: role.name,
        policyArn: `arn:aws:iam::aws:policy/${policy}`
      });
    const statements = ownStatements(props, level, resolved);
    if (statements.length > 0)
      new IamRolePolicy2(at, "own", { name: "own", role: role.name, policy: policyDocument(statements) });
    return { name: role.name, arn: role.arn, level };
  }
};

// modules/access/bound-roles.ts
import { Aspects, TerraformResource } from "cdktf";
function bindRoles(scope, boundary) {
  Aspects.of(scope).add({
    visit(node) {
      if (TerraformResource.isTerraformResource(node) && node.terraformResourceType === "aws_iam_role" && "permissionsBoundaryInput" in node && node.permissionsBoundaryInput === void 0)
        node.addOverride("permissions_boundary", boundary);
    }
  });
}

// modules/backup/alarms.ts
function backupAlarms(vault) {
  return {
    failed: {
      metric: {
        namespace: "AWS/Backup",
        name: "NumberOfBackupJobsFailed",
        dimensions: { BackupVaultName: vault },
        statistic: "Sum"
      },
      comparison: ">=",
      threshold: 1,
      periodSeconds: 3600,
      datapoints: { breaching: 1, of: 1 },
      missing: "notBreaching",
      description: "A disk or file system was not backed up. Look at the failed jobs of the vault in AWS Backup."
    }
  };
}

// modules/backup/backup.ts
import { BackupPlan } from "@cdktf/provider-aws/lib/backup-plan/index.js";
import { BackupSelection } from "@cdktf/provider-aws/lib/backup-selection/index.js";
import { BackupVault } from "@cdktf/provider-aws/lib/backup-vault/index.js";
import { BackupVaultPolicy } from "@cdktf/provider-aws/lib/backup-vault-policy/index.js";
import { IamRole as IamRole2 } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicyAttachment as IamRolePolicyAttachment2 } from "@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js";
import { Construct as Construct7 } from "constructs";

// modules/monitoring/alarms.ts
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js";
import { Construct as Construct6 } from "constructs";
var operators = {
  ">": "GreaterThanThreshold",
  ">=": "GreaterThanOrEqualToThreshold",
  "<": "LessThanThreshold",
  "<=": "LessThanOrEqualToThreshold"
};
function resolveAlarms(rules2, overrides = {}) {
  for (const name3 of Object.keys(overrides))
    if (!Object.hasOwn(rules2, name3))
      throw new Error(`there is no alarm ${name3} here; there are ${Object.keys(rules2).join(", ") || "none"}`);
  return Object.fromEntries(
    Object.entries(rules2).flatMap(([name3, rule2]) => {
      const override = overrides[name3];
      return override === false ? [] : [[name3, { ...rule2, ...override }]];
    })
  );
}
function measured({ metric: metric3, periodSeconds: period = 60 }) {
  if (!("expression" in metric3)) {
    const { namespace, name: metricName, dimensions, statistic } = metric3;
    const percentile = /^p\d/.test(statistic);
    return {
      namespace,
      metricName,
      dimensions: { ...dimensions },
      ...percentile ? { extendedStatistic: statistic } : { statistic },
      period
    };
  }
  const { expression, label, of } = metric3;
  return {
    metricQuery: [
      { id: "result", expression, label, returnData: true },
      ...Object.entries(of).map(([id, { namespace, name: metricName, dimensions, statistic: stat }]) => ({
        id,
        metric: { namespace, metricName, dimensions: { ...dimensions }, stat, period }
      }))
    ]
  };
}
var mark = /* @__PURE__ */ Symbol.for("dc-exit/alarms");
var Alarms = class extends Construct6 {
  /** What is watched, as in the props. */
  subject;
  /** The rules that stayed, with their overrides. */
  rules;
  byName;
  constructor(scope, id, props) {
    super(scope, id);
    Object.defineProperty(this, mark, { value: true });
    const { environment: environment2, subject } = props;
    this.subject = subject;
    this.rules = resolveAlarms(props.rules, props.overrides);
    this.byName = Object.fromEntries(
      Object.entries(this.rules).map(([name3, rule2]) => {
        const { breaching, of } = rule2.datapoints ?? { breaching: 3, of: 5 };
        const alarm = new CloudwatchMetricAlarm(this, name3, {
          alarmName: resourceName(environment2, [...subject, name3], 255),
          alarmDescription: literal(rule2.description),
          ...measured(rule2),
          comparisonOperator: operators[rule2.comparison],
          threshold: rule2.threshold,
          evaluationPeriods: of,
          datapointsToAlarm: breaching,
          treatMissingData: rule2.missing,
          alarmActions: [environment2.alarmTopic],
          okActions: [environment2.alarmTopic]
        });
        return [name3, alarm];
      })
    );
  }
  /** Whether something is of this class, also of another copy of this library. */
  static isAlarms(value) {
    return mark in value;
  }
  get arns() {
    return Object.values(this.byName).map(({ arn }) => arn);
  }
};

// modules/backup/resolve.ts
var whole = (value, least, most, what) => {
  if (!Number.isInteger(value) || value < least || value > most)
    throw new Error(`${what}: ${value} is not a whole number from ${least} to ${most}`);
  return value;
};
function resolveBackup(planning) {
  const { backupRetentionDays, deletion } = classDefaults[planning.environment.class];
  const hour = whole(planning.hour ?? 5, 0, 23, "hour");
  const daily = whole(planning.dailyDays ?? backupRetentionDays, 1, 36500, "dailyDays");
  const monthly = whole(
    planning.monthlyDays ?? (planning.environment.class === "production" ? 365 : 0),
    0,
    36500,
    "monthlyDays"
  );
  const resources = planning.resources ?? [];
  const wrong = resources.find((arn) => !arn.startsWith("arn:") && !arn.startsWith("${"));
  if (wrong !== void 0) throw new Error(`resources: ${wrong} is not an ARN; write arn:aws:ec2:\u2026:volume/vol-\u2026`);
  return {
    rules: [
      { name: "daily", schedule: `cron(0 ${hour} * * ? *)`, days: daily },
      ...monthly > 0 ? [{ name: "monthly", schedule: `cron(0 ${hour} 1 * ? *)`, days: monthly }] : []
    ],
    resources,
    deletion: planning.deletion ?? deletion
  };
}

// modules/backup/backup.ts
var Backup = class extends Construct7 {
  vault;
  /** Where deletion is refused: recovery points go by age only. */
  vaultPolicy;
  plan;
  role;
  alarms;
  /** Everything here whose loss loses data. */
  stateful = ["backups"];
  constructor(scope, id, props) {
    super(scope, id);
    const { environment: environment2, alarmTopic } = props;
    const resolved = resolvedAt(this, () => resolveBackup(props));
    const refused2 = resolved.deletion === "refused";
    this.vault = new BackupVault(this, "vault", {
      name: resourceName(environment2, [], 50),
      kmsKeyArn: environment2.kmsKey,
      forceDestroy: !refused2,
      ...refused2 && { lifecycle: { preventDestroy: true } }
    });
    if (refused2)
      this.vaultPolicy = new BackupVaultPolicy(this, "vault-policy", {
        backupVaultName: this.vault.name,
        policy: policyDocument([
          to("anyone", deny(["backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"], ["*"]))
        ])
      });
    this.role = this.serviceRole(props);
    this.plan = this.makePlan(props, resolved);
    this.select(props, resolved);
    if (alarmTopic !== void 0)
      this.alarms = new Alarms(this, "alarms", {
        environment: { ...environment2, alarmTopic },
        subject: ["backup"],
        rules: backupAlarms(this.vault.name),
        ...props.alarms !== void 0 && { overrides: props.alarms }
      });
  }
  serviceRole({ environment: environment2 }) {
    const role = new IamRole2(this, "role", {
      name: resourceName(environment2, ["backup"], 64),
      description: "AWS Backup saves and restores disks and file systems",
      assumeRolePolicy: trustPolicy(
        { services: ["backup.amazonaws.com"] },
        { StringEquals: { "aws:SourceAccount": environment2.account } }
      )
    });
    for (const policy of ["AWSBackupServiceRolePolicyForBackup", "AWSBackupServiceRolePolicyForRestores"])
      new IamRolePolicyAttachment2(this, policy, {
        role: role.name,
        policyArn: `arn:aws:iam::aws:policy/service-role/${policy}`
      });
    return role;
  }
  makePlan({ environment: environment2, copyTo, overrides }, { rules: rules2 }) {
    return new BackupPlan(this, "plan", {
      name: resourceName(environment2, [], 50),
      rule: rules2.map(({ name: name3, schedule, days }) => ({
        ruleName: name3,
        targetVaultName: this.vault.name,
        schedule,
        // Minutes: begins within an hour, is given up after six.
        startWindow: 60,
        completionWindow: 360,
        lifecycle: { deleteAfter: days },
        ...copyTo !== void 0 && {
          copyAction: [{ destinationVaultArn: copyTo, lifecycle: { deleteAfter: days } }]
        }
      })),
      ...overrides
    });
  }
  select({ environment: environment2 }, { resources }) {
    const selected = { planId: this.plan.id, iamRoleArn: this.role.arn };
    const tags2 = { company: environment2.company, environment: environment2.name, ...backupTag };
    new BackupSelection(this, "tagged", {
      ...selected,
      name: "tagged",
      resources: ["arn:aws:ec2:*:*:volume/*", "arn:aws:elasticfilesystem:*:*:file-system/*"],
      condition: [
        {
          stringEquals: Object.entries(tags2).map(([key3, value]) => ({ key: `aws:ResourceTag/${key3}`, value }))
        }
      ]
    });
    if (resources.length > 0)
      new BackupSelection(this, "named", { ...selected, name: "named", resources: [...resources] });
  }
};

// modules/environment/alarm-topic.ts
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic/index.js";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy/index.js";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription/index.js";
import { Construct as Construct8 } from "constructs";
var AlarmTopic = class extends Construct8 {
  topic;
  constructor(scope, id, { name: name3, account: account2, kmsKey, emails }) {
    super(scope, id);
    this.topic = new SnsTopic(this, "topic", { name: name3, kmsMasterKeyId: kmsKey });
    const { arn } = this.topic;
    const senders2 = ["backup.amazonaws.com", "cloudwatch.amazonaws.com", "events.amazonaws.com"];
    new SnsTopicPolicy(this, "policy", {
      arn,
      policy: policyDocument([
        to({ services: senders2 }, allow(["sns:Publish"], [arn], { StringEquals: { "aws:SourceAccount": account2 } })),
        to("anyone", deny(["sns:Publish"], [arn], { Bool: { "aws:SecureTransport": "false" } }))
      ])
    });
    for (const email2 of emails)
      new SnsTopicSubscription(this, email2, { topicArn: arn, protocol: "email", endpoint: email2 });
  }
};

// modules/environment/environment.ts
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster/index.js";
import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers/index.js";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias/index.js";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key/index.js";
import { Construct as Construct9 } from "constructs";

// modules/environment/key-policy.ts
var thisKey = anyResource("a key's policy speaks of that key alone");
var administer = [
  "kms:CancelKeyDeletion",
  "kms:CreateAlias",
  "kms:DeleteAlias",
  "kms:DescribeKey",
  "kms:DisableKey",
  "kms:DisableKeyRotation",
  "kms:EnableKey",
  "kms:EnableKeyRotation",
  "kms:GetKeyPolicy",
  "kms:GetKeyRotationStatus",
  "kms:ListAliases",
  "kms:ListKeyPolicies",
  "kms:ListResourceTags",
  "kms:PutKeyPolicy",
  "kms:RotateKeyOnDemand",
  "kms:ScheduleKeyDeletion",
  "kms:TagResource",
  "kms:UntagResource",
  "kms:UpdateAlias",
  "kms:UpdateKeyDescription"
];
var use = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"];
var grant = ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"];
var senders = ["backup", "cloudwatch", "events", "ses", "sns"].map((name3) => `${name3}.amazonaws.com`);
function keyPolicy({ account: account2, region }) {
  const root = { arns: [`arn:aws:iam::${account2}:root`] };
  const here = { "aws:SourceAccount": account2 };
  const forService = { Bool: { "kms:GrantIsForAWSResource": "true" } };
  const autoScaling = {
    StringEquals: { "kms:CallerAccount": account2 },
    ArnEquals: {
      "aws:PrincipalArn": `arn:aws:iam::${account2}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`
    }
  };
  const statements = [
    to(root, allow(administer, thisKey)),
    to(root, allow(use, thisKey)),
    to(root, allow(grant, thisKey, forService)),
    to(
      { services: [`logs.${region}.amazonaws.com`] },
      allow(use, thisKey, {
        ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${region}:${account2}:log-group:*` }
      })
    ),
    to({ services: senders }, allow(["kms:Decrypt", "kms:GenerateDataKey*"], thisKey, { StringEquals: here })),
    to("anyone", allow(use, thisKey, autoScaling)),
    to("anyone", allow(["kms:CreateGrant"], thisKey, { ...autoScaling, ...forService }))
  ];
  return policyDocument(statements);
}

// modules/environment/log-bucket.ts
function logDelivery(bucket, { account: account2, region }) {
  const logs = [`${bucket}/AWSLogs/${account2}/*`, `${bucket}/*/AWSLogs/${account2}/*`];
  const delivery = { services: ["delivery.logs.amazonaws.com"] };
  const here = {
    StringEquals: { "aws:SourceAccount": account2 },
    ArnLike: { "aws:SourceArn": `arn:aws:logs:${region}:${account2}:*` }
  };
  return [
    to({ services: ["logdelivery.elasticloadbalancing.amazonaws.com"] }, allow(["s3:PutObject"], logs)),
    to(
      delivery,
      allow(["s3:PutObject"], logs, {
        ...here,
        StringEquals: { ...here.StringEquals, "s3:x-amz-acl": "bucket-owner-full-control" }
      })
    ),
    to(delivery, allow(["s3:GetBucketAcl"], [bucket], here))
  ];
}

// modules/environment/resolve.ts
function resolveEnvironment2(plan2) {
  checkName(plan2.company, "company");
  checkName(plan2.environment, "environment");
  if (!/^\d{12}$/.test(plan2.account)) throw new Error(`account: ${plan2.account} is not twelve digits`);
  const alarms = plan2.alarms ?? [];
  for (const email2 of alarms)
    if (!/^[\w.!#&'*+/=?^`|~-]+@[a-z0-9.-]+$/i.test(email2))
      throw new Error(`alarms: ${email2} is not an email address; write one like ops@example.com`);
  const { deletion, logRetentionDays } = classDefaults[plan2.class];
  return {
    alarms: [...new Set(alarms)],
    containerInsights: plan2.containerInsights ?? "enabled",
    logRetentionDays: plan2.logRetentionDays ?? logRetentionDays,
    deletion: { key: deletion, logs: deletion, ...plan2.deletion },
    parameterPath: `/${plan2.environment}`
  };
}

// modules/environment/shell.ts
var shellLogGroup = (environment2) => `/${environment2}/shell`;
function shellStatements({ name: name3, account: account2, region, kmsKey }) {
  return [
    allow(
      [
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel"
      ],
      anyResource("channels of Session Manager have no ARN")
    ),
    allow(["kms:Decrypt"], [kmsKey]),
    allow(
      ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      [`arn:aws:logs:${region}:${account2}:log-group:${shellLogGroup(name3)}:*`]
    ),
    allow(["logs:DescribeLogGroups"], [`arn:aws:logs:${region}:${account2}:log-group:*`])
  ];
}

// modules/environment/environment.ts
var Environment = class extends Construct9 {
  key;
  alias;
  cluster;
  capacityProviders;
  /** `/<environment>/shell`: what people type into shells. */
  shellLogs;
  logBucket;
  alarmTopic;
  /** Everything here whose loss loses data. */
  stateful = ["key", "logs"];
  /** This construct's part of an environment; the network has the rest. */
  ref;
  constructor(scope, id, props) {
    super(scope, id);
    const { company, environment: environment2, account: account2, region, overrides = {} } = props;
    const resolved = resolvedAt(this, () => resolveEnvironment2(props));
    const named = (part, max) => resourceName({ company, name: environment2 }, [part], max);
    this.key = new KmsKey(this, "key", {
      description: `Everything of ${company} in ${environment2}`,
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: keyPolicy({ account: account2, region }),
      ...resolved.deletion.key === "refused" && { lifecycle: { preventDestroy: true } },
      ...overrides.key
    });
    this.alias = new KmsAlias(this, "alias", {
      name: `alias/${company}/${environment2}`,
      targetKeyId: this.key.keyId
    });
    this.shellLogs = new CloudwatchLogGroup(this, "shell-logs", {
      name: shellLogGroup(environment2),
      retentionInDays: resolved.logRetentionDays,
      kmsKeyId: this.key.arn
    });
    this.cluster = this.makeCluster(resourceName({ company, name: environment2 }, [], 255), resolved, overrides.cluster);
    this.capacityProviders = new EcsClusterCapacityProviders(this, "capacity-providers", {
      clusterName: this.cluster.name,
      capacityProviders: ["FARGATE", "FARGATE_SPOT"],
      defaultCapacityProviderStrategy: [{ capacityProvider: "FARGATE", weight: 1 }]
    });
    this.logBucket = new PrivateBucket(this, "logs", {
      // Bucket names are one space for the whole world: the account makes it ours.
      name: named(`logs-${account2}`, 63),
      deletion: resolved.deletion.logs,
      expireDays: resolved.logRetentionDays,
      statements: (arn) => logDelivery(arn, { account: account2, region }),
      ...overrides.logBucket !== void 0 && { overrides: overrides.logBucket }
    });
    this.alarmTopic = new AlarmTopic(this, "alarms", {
      name: named("alarms", 256),
      account: account2,
      kmsKey: this.key.arn,
      emails: resolved.alarms
    });
    this.ref = {
      company,
      name: environment2,
      class: props.class,
      account: account2,
      region,
      cluster: this.cluster.arn,
      kmsKey: this.key.arn,
      parameterPath: resolved.parameterPath,
      alarmTopic: this.alarmTopic.topic.arn,
      logBucket: this.logBucket.bucket.id
    };
  }
  makeCluster(name3, { containerInsights: containerInsights2 }, overrides = {}) {
    return new EcsCluster(this, "cluster", {
      name: name3,
      setting: [{ name: "containerInsights", value: containerInsights2 }],
      configuration: {
        executeCommandConfiguration: {
          kmsKeyId: this.key.arn,
          logging: "OVERRIDE",
          logConfiguration: { cloudWatchEncryptionEnabled: true, cloudWatchLogGroupName: this.shellLogs.name }
        }
      },
      ...overrides
    });
  }
};

// modules/network/alarms.ts
function natGatewayAlarms(gateway) {
  const metric3 = (name3) => ({
    namespace: "AWS/NATGateway",
    name: name3,
    dimensions: { NatGatewayId: gateway },
    statistic: "Sum"
  });
  return {
    ports: {
      metric: metric3("ErrorPortAllocation"),
      comparison: ">",
      threshold: 0,
      missing: "notBreaching",
      description: "Connections out are refused: too many at once to one destination. Reuse connections, or add NAT addresses."
    },
    drops: {
      metric: metric3("PacketsDropCount"),
      comparison: ">",
      threshold: 100,
      missing: "notBreaching",
      description: "The NAT gateway drops packets. If it lasts, AWS has a fault in this zone: look at the health dashboard."
    }
  };
}
function vpnAlarms(connection) {
  const metric3 = (statistic) => ({
    namespace: "AWS/VPN",
    name: "TunnelState",
    dimensions: { VpnId: connection },
    statistic
  });
  return {
    down: {
      metric: metric3("Maximum"),
      comparison: "<",
      threshold: 1,
      missing: "breaching",
      description: "Both tunnels to the datacenter are down: nothing reaches legacy. Look at the VPN gateway there."
    },
    redundancy: {
      metric: metric3("Minimum"),
      comparison: "<",
      threshold: 1,
      periodSeconds: 300,
      datapoints: { breaching: 12, of: 12 },
      missing: "notBreaching",
      description: "One of the two tunnels has been down for an hour: maintenance by AWS would cut the datacenter off."
    }
  };
}

// modules/network/endpoints.ts
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group/index.js";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint/index.js";
import { VpcEndpointRouteTableAssociation } from "@cdktf/provider-aws/lib/vpc-endpoint-route-table-association/index.js";
import { VpcEndpointSubnetAssociation } from "@cdktf/provider-aws/lib/vpc-endpoint-subnet-association/index.js";
import { VpcSecurityGroupIngressRule as VpcSecurityGroupIngressRule2 } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule/index.js";
import { Construct as Construct10 } from "constructs";
var Endpoints = class extends Construct10 {
  byService;
  /** Around the interface endpoints; none without them. */
  securityGroup;
  constructor(scope, id, props) {
    super(scope, id);
    const { vpc, region } = props;
    const name3 = (part) => resourceName({ company: props.company, name: props.environment }, [part], 255);
    const endpoint2 = (service2, kind, securityGroup) => {
      const at = new Construct10(this, service2);
      const made = new VpcEndpoint(at, "endpoint", {
        vpcId: vpc,
        serviceName: `com.amazonaws.${region}.${service2}`,
        vpcEndpointType: kind,
        tags: { Name: name3(service2) },
        ...securityGroup !== void 0 && { privateDnsEnabled: true, securityGroupIds: [securityGroup.id] }
      });
      if (kind === "Gateway")
        for (const [table, routeTableId] of Object.entries(props.routeTables))
          new VpcEndpointRouteTableAssociation(at, table, { vpcEndpointId: made.id, routeTableId });
      else
        for (const [az, subnetId] of Object.entries(props.subnets))
          new VpcEndpointSubnetAssociation(at, az, { vpcEndpointId: made.id, subnetId });
      return made;
    };
    const gateways = props.gateway.map((service2) => [service2, endpoint2(service2, "Gateway")]);
    const interfaces = [];
    if (props.interface.length > 0) {
      const group = new SecurityGroup(this, "security-group", {
        name: name3("endpoints"),
        description: "AWS services, called from inside the VPC",
        vpcId: vpc,
        tags: { Name: name3("endpoints") }
      });
      new VpcSecurityGroupIngressRule2(this, "https", {
        securityGroupId: group.id,
        cidrIpv4: props.cidr,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        description: "HTTPS from inside the VPC"
      });
      this.securityGroup = group;
      for (const service2 of props.interface) interfaces.push([service2, endpoint2(service2, "Interface", group)]);
    }
    this.byService = Object.fromEntries([...gateways, ...interfaces]);
  }
};

// modules/network/flow-logs.ts
import { CloudwatchLogGroup as CloudwatchLogGroup2 } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log/index.js";
import { IamRole as IamRole3 } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy as IamRolePolicy3 } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { Construct as Construct11 } from "constructs";
var flowLogFields = [
  "interface-id",
  "srcaddr",
  "dstaddr",
  "pkt-srcaddr",
  "pkt-dstaddr",
  "srcport",
  "dstport",
  "protocol",
  "tcp-flags",
  "flow-direction",
  "action",
  "start",
  "end",
  "packets",
  "bytes",
  "subnet-id",
  "log-status"
];
var FlowLogs = class extends Construct11 {
  group;
  role;
  flowLog;
  /** The fields as text, as readers of the records need them. */
  fields = flowLogFields.join(" ");
  constructor(scope, id, props) {
    super(scope, id);
    const { company, environment: environment2, region, account: account2 } = props;
    this.group = new CloudwatchLogGroup2(this, "group", {
      name: `/${environment2}/flow`,
      retentionInDays: props.retentionDays,
      ...props.kmsKey !== void 0 && { kmsKeyId: props.kmsKey }
    });
    this.role = new IamRole3(this, "role", {
      name: resourceName({ company, name: environment2 }, ["flow-logs"], 64),
      description: "VPC flow logs write to CloudWatch Logs",
      assumeRolePolicy: trustPolicy(
        { services: ["vpc-flow-logs.amazonaws.com"] },
        {
          StringEquals: { "aws:SourceAccount": account2 },
          ArnLike: { "aws:SourceArn": `arn:aws:ec2:${region}:${account2}:vpc-flow-log/*` }
        }
      )
    });
    new IamRolePolicy3(this, "write", {
      name: "write",
      role: this.role.name,
      policy: policyDocument([
        allow(["logs:CreateLogStream", "logs:PutLogEvents"], [`${this.group.arn}:*`]),
        allow(["logs:DescribeLogGroups", "logs:DescribeLogStreams"], [`arn:aws:logs:${region}:${account2}:log-group:*`])
      ])
    });
    this.flowLog = new FlowLog(this, "flow-log", {
      vpcId: props.vpc,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: this.group.arn,
      iamRoleArn: this.role.arn,
      maxAggregationInterval: 60,
      // `$${…}` is Terraform's way to write `${…}`.
      logFormat: flowLogFields.map((field) => `$\${${field}}`).join(" "),
      tags: { Name: resourceName({ company, name: environment2 }, ["flow"], 255) },
      ...props.overrides
    });
  }
};

// modules/network/legacy-link.ts
import { CustomerGateway } from "@cdktf/provider-aws/lib/customer-gateway/index.js";
import { Ec2TransitGatewayVpcAttachment } from "@cdktf/provider-aws/lib/ec2-transit-gateway-vpc-attachment/index.js";
import { Route } from "@cdktf/provider-aws/lib/route/index.js";
import { VpnConnection } from "@cdktf/provider-aws/lib/vpn-connection/index.js";
import { VpnConnectionRoute } from "@cdktf/provider-aws/lib/vpn-connection-route/index.js";
import { VpnGateway } from "@cdktf/provider-aws/lib/vpn-gateway/index.js";
import { Construct as Construct12 } from "constructs";
function tunnel(n) {
  const encryption = ["AES256", "AES128-GCM-16", "AES256-GCM-16"];
  const integrity = ["SHA2-256", "SHA2-384", "SHA2-512"];
  const groups2 = [14, 15, 16, 17, 18, 19, 20, 21];
  return {
    [`tunnel${n}IkeVersions`]: ["ikev2"],
    [`tunnel${n}Phase1EncryptionAlgorithms`]: encryption,
    [`tunnel${n}Phase2EncryptionAlgorithms`]: encryption,
    [`tunnel${n}Phase1IntegrityAlgorithms`]: integrity,
    [`tunnel${n}Phase2IntegrityAlgorithms`]: integrity,
    [`tunnel${n}Phase1DhGroupNumbers`]: groups2,
    [`tunnel${n}Phase2DhGroupNumbers`]: groups2
  };
}
var key = (cidr) => cidr.replaceAll(/[./]/g, "-");
var LegacyLink = class extends Construct12 {
  /** With `via: 'vpn'`. Its pre-shared keys are in Secrets Manager, not in the state: `presharedKeyArn`. */
  vpn;
  /** With `via: 'vpn'`. */
  gateway;
  /** With `via: 'transitGateway'`. */
  attachment;
  constructor(scope, id, props) {
    super(scope, id);
    const { network: network2, vpc } = props;
    const Name = resourceName({ company: props.company, name: props.environment }, ["datacenter"], 255);
    if (network2.via === "transitGateway") {
      const attachment = new Ec2TransitGatewayVpcAttachment(this, "attachment", {
        transitGatewayId: network2.id,
        vpcId: vpc,
        subnetIds: [...props.subnets],
        tags: { Name }
      });
      this.attachment = attachment;
      this.routes(props, { transitGatewayId: network2.id, dependsOn: [attachment] });
      return;
    }
    const customer = new CustomerGateway(this, "customer-gateway", {
      type: "ipsec.1",
      ipAddress: network2.gateway,
      // Unused with static routes, but AWS wants one: the first private number.
      bgpAsn: "65000",
      tags: { Name }
    });
    const gateway = new VpnGateway(this, "gateway", { vpcId: vpc, tags: { Name } });
    const vpn = new VpnConnection(this, "vpn", {
      type: "ipsec.1",
      customerGatewayId: customer.id,
      vpnGatewayId: gateway.id,
      staticRoutesOnly: true,
      presharedKeyStorage: "SecretsManager",
      ...tunnel(1),
      ...tunnel(2),
      tags: { Name },
      ...props.overrides
    });
    for (const cidr of network2.cidrs)
      new VpnConnectionRoute(this, `announced-${key(cidr)}`, {
        vpnConnectionId: vpn.id,
        destinationCidrBlock: cidr
      });
    this.gateway = gateway;
    this.vpn = vpn;
    this.routes(props, { gatewayId: gateway.id });
  }
  routes({ network: network2, routeTables }, by) {
    for (const [table, routeTableId] of Object.entries(routeTables))
      for (const cidr of network2.cidrs)
        new Route(this, `${table}-${key(cidr)}`, { routeTableId, destinationCidrBlock: cidr, ...by });
  }
};

// modules/network/network.ts
import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group/index.js";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway/index.js";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway/index.js";
import { Route as Route2 } from "@cdktf/provider-aws/lib/route/index.js";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table/index.js";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association/index.js";
import { Subnet } from "@cdktf/provider-aws/lib/subnet/index.js";
import { Vpc } from "@cdktf/provider-aws/lib/vpc/index.js";
import { Construct as Construct13 } from "constructs";

// modules/network/cidr.ts
var sizeOf = ({ prefix }) => 2 ** (32 - prefix);
function parseAddress(text3) {
  const parts = text3.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
    return void 0;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}
function parseCidr(text3, what) {
  const refused2 = (why) => new Error(`${what}: ${text3} ${why}; write a network like 10.20.0.0/16`);
  const [address = "", length = "", ...rest] = text3.split("/");
  const first = parseAddress(address);
  const prefix = /^\d{1,2}$/.test(length) ? Number(length) : Infinity;
  if (first === void 0 || prefix > 32 || rest.length > 0) throw refused2("is not an IPv4 network");
  if (first % sizeOf({ prefix }) !== 0) throw refused2("has bits set below its prefix");
  return { first, prefix };
}
function formatCidr({ first, prefix }) {
  const part = (shift) => Math.floor(first / 2 ** shift) % 256;
  return `${part(24)}.${part(16)}.${part(8)}.${part(0)}/${prefix}`;
}
function overlap(a, b) {
  return a.first < b.first + sizeOf(b) && b.first < a.first + sizeOf(a);
}
function contains(outer, inner) {
  return outer.prefix <= inner.prefix && overlap(outer, inner);
}

// modules/network/layout.ts
var tiers = ["public", "private", "data"];
var big = {
  private: { from: 0, of: 1 / 2 },
  public: { from: 1 / 2, of: 1 / 8 },
  data: { from: 5 / 8, of: 1 / 8 }
};
var small = {
  private: { from: 0, of: 1 / 2 },
  public: { from: 1 / 2, of: 1 / 4 },
  data: { from: 3 / 4, of: 1 / 4 }
};
var bigPrefix = 21;
function subnetCidr(vpc, tier, az) {
  const [shares, zones] = vpc.prefix <= bigPrefix ? [big, 8] : [small, 4];
  const place = az.charCodeAt(az.length - 1) - "a".charCodeAt(0);
  if (place >= zones)
    throw new Error(
      `azs: a VPC of /${vpc.prefix} has no place for ${az}: take another zone, or give its subnets in subnetCidrs`
    );
  const { from, of } = shares[tier];
  const prefix = vpc.prefix + Math.log2(zones / of);
  return formatCidr({ first: vpc.first + sizeOf(vpc) * from + place * sizeOf({ prefix }), prefix });
}

// modules/network/resolve.ts
function resolveNetwork(plan2) {
  const { azs, legacyNetwork: legacyNetwork2 } = plan2;
  checkName(plan2.company, "company");
  checkName(plan2.environment, "environment");
  checkZones2(azs, "azs");
  if (azs.length === 0)
    throw new Error("azs: there is none; name at least one, two where something is highly available");
  const foreign = azs.find((az) => !az.startsWith(plan2.region));
  if (foreign !== void 0) throw new Error(`azs: ${foreign} is not in ${plan2.region}; name zones of that region`);
  const vpc = parseCidr(plan2.cidr, "cidr");
  if (vpc.prefix < 16 || vpc.prefix > 24)
    throw new Error(`cidr: ${plan2.cidr} is not between /16 and /24; AWS allows no bigger VPC, subnets need the room`);
  if (legacyNetwork2 !== void 0) checkLegacy(legacyNetwork2, plan2.cidr, vpc);
  return {
    subnetCidrs: resolveSubnets(plan2, vpc),
    ...resolveNat(plan2),
    gatewayEndpoints: plan2.gatewayEndpoints ?? ["s3"],
    interfaceEndpoints: plan2.interfaceEndpoints ?? [],
    flowLogRetentionDays: plan2.flowLogRetentionDays ?? Math.min(classDefaults[plan2.class].logRetentionDays, 90)
  };
}
function checkLegacy(legacy2, cidr, vpc) {
  if (legacy2.cidrs.length === 0)
    throw new Error("legacyNetwork.cidrs: there is none; name the networks of the datacenter");
  for (const theirs of legacy2.cidrs)
    if (overlap(vpc, parseCidr(theirs, "legacyNetwork.cidrs")))
      throw new Error(`legacyNetwork.cidrs: ${theirs} overlaps ${cidr} of the VPC: no route could tell them apart`);
  if (legacy2.via === "vpn" && parseAddress(legacy2.gateway) === void 0)
    throw new Error(
      `legacyNetwork.gateway: ${legacy2.gateway} is not an IPv4 address; write the public one of the VPN gateway`
    );
}
function resolveSubnets({ azs, subnetCidrs: given2 = {}, cidr }, vpc) {
  const seen = [];
  const subnet = (tier, az) => {
    const text3 = given2[tier]?.[az] ?? subnetCidr(vpc, tier, az);
    const name3 = `subnetCidrs.${tier}.${az}`;
    const mine = parseCidr(text3, name3);
    if (!contains(vpc, mine)) throw new Error(`${name3}: ${text3} is not inside ${cidr} of the VPC`);
    if (mine.prefix > 28) throw new Error(`${name3}: ${text3} is smaller than /28, the smallest subnet`);
    const other = seen.find((one) => overlap(one.cidr, mine));
    if (other !== void 0) throw new Error(`${name3}: ${text3} overlaps ${other.name}, ${other.text}`);
    seen.push({ name: name3, text: text3, cidr: mine });
    return text3;
  };
  const unknown = tiers.flatMap((tier) => Object.keys(given2[tier] ?? {}).map((az) => ({ tier, az }))).find(({ az }) => !azs.includes(az));
  if (unknown !== void 0)
    throw new Error(`subnetCidrs.${unknown.tier}: ${unknown.az} is not one of azs, ${azs.join(", ")}`);
  const ofTier = (tier) => Object.fromEntries(azs.map((az) => [az, subnet(tier, az)]));
  return { public: ofTier("public"), private: ofTier("private"), data: ofTier("data") };
}
function resolveNat({ nat, azs, addresses: addresses2 }) {
  const given2 = Object.keys(addresses2);
  const unknown = given2.find((az) => !azs.includes(az));
  if (unknown !== void 0) throw new Error(`addresses: ${unknown} is not one of azs, ${azs.join(", ")}`);
  if (nat === "none") {
    if (given2.length > 0)
      throw new Error(
        `addresses: ${given2.join(", ")} would lie idle with nat 'none'; leave them out, or write nat 'perAz'`
      );
    return { natGateways: {}, natOf: {} };
  }
  if (nat === "perAz") {
    const missing = azs.filter((az) => !given2.includes(az));
    if (missing.length > 0)
      throw new Error(`addresses: none for ${missing.join(", ")}; nat 'perAz' needs an Elastic IP in each of azs`);
    return { natGateways: addresses2, natOf: Object.fromEntries(azs.map((az) => [az, az])) };
  }
  const [only, ...rest] = given2;
  if (only === void 0 || rest.length > 0)
    throw new Error(
      `addresses: ${given2.length} of them; nat 'single' takes exactly one, in the zone of the NAT gateway`
    );
  return { natGateways: addresses2, natOf: Object.fromEntries(azs.map((az) => [az, only])) };
}

// modules/network/network.ts
var Network = class extends Construct13 {
  vpc;
  subnets;
  routeTables;
  natGateways;
  defaultSecurityGroup;
  flowLogs;
  endpoints;
  /** By what they watch: `nat-<az>`, `vpn`. */
  alarms;
  /** The way to the datacenter, where there is one. */
  legacy;
  /** This network's part of an environment. */
  ref;
  named;
  constructor(scope, id, props) {
    super(scope, id);
    const resolved = resolvedAt(this, () => resolveNetwork(props));
    const { company, environment: environment2, region, account: account2, overrides = {}, legacyNetwork: legacyNetwork2 } = props;
    this.named = (...parts) => resourceName({ company, name: environment2 }, parts, 255);
    this.vpc = new Vpc(this, "vpc", {
      cidrBlock: props.cidr,
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: { Name: this.named() },
      ...overrides.vpc
    });
    this.defaultSecurityGroup = new DefaultSecurityGroup(this, "default-security-group", {
      vpcId: this.vpc.id,
      ingress: [],
      egress: [],
      tags: { Name: this.named("default-closed") }
    });
    const tier = (name3) => Object.fromEntries(
      Object.entries(resolved.subnetCidrs[name3]).map(([az, cidr]) => [az, this.subnet(name3, az, cidr, overrides)])
    );
    this.subnets = { public: tier("public"), private: tier("private"), data: tier("data") };
    this.routeTables = this.tables();
    this.natGateways = this.ways(resolved, overrides.natGateway);
    this.flowLogs = new FlowLogs(this, "flow-logs", {
      company,
      environment: environment2,
      region,
      account: account2,
      vpc: this.vpc.id,
      retentionDays: resolved.flowLogRetentionDays,
      ...props.kmsKey !== void 0 && { kmsKey: props.kmsKey },
      ...overrides.flowLog !== void 0 && { overrides: overrides.flowLog }
    });
    const withWayOut = { public: this.routeTables.public.id, ...ids(this.routeTables.private, "private-") };
    this.ref = {
      vpc: this.vpc.id,
      cidr: props.cidr,
      subnets: { public: ids(this.subnets.public), private: ids(this.subnets.private), data: ids(this.subnets.data) }
    };
    this.endpoints = new Endpoints(this, "endpoints", {
      company,
      environment: environment2,
      region,
      vpc: this.vpc.id,
      cidr: props.cidr,
      gateway: resolved.gatewayEndpoints,
      interface: resolved.interfaceEndpoints,
      routeTables: withWayOut,
      subnets: this.ref.subnets.private
    });
    if (legacyNetwork2 !== void 0)
      this.legacy = new LegacyLink(this, "datacenter", {
        company,
        environment: environment2,
        vpc: this.vpc.id,
        network: legacyNetwork2,
        routeTables: { ...withWayOut, data: this.routeTables.data.id },
        subnets: Object.values(this.ref.subnets.private),
        ...overrides.vpnConnection !== void 0 && { overrides: overrides.vpnConnection }
      });
    this.alarms = this.watch(props);
  }
  /** One more way out: to a peered VPC, a firewall, another transit gateway. The id is part of the routes' addresses. */
  addRoute(id, { cidr, tiers: tiers2 = ["public", "private", "data"], via }) {
    const { public: open2, data, private: inner } = this.routeTables;
    const tables = {
      public: { public: open2 },
      data: { data },
      private: Object.fromEntries(Object.entries(inner).map(([az, table]) => [`private-${az}`, table]))
    };
    for (const tier of tiers2)
      for (const [name3, { id: routeTableId }] of Object.entries(tables[tier]))
        new Route2(this, `${id}-of-${name3}`, { routeTableId, destinationCidrBlock: cidr, ...via });
  }
  /** The VPC's IPv4 network. */
  get cidr() {
    return this.ref.cidr;
  }
  watch({ company, environment: environment2, alarmTopic, alarms: overrides = {} }) {
    if (alarmTopic === void 0) return {};
    const on = { company, name: environment2, alarmTopic };
    const made = {};
    for (const [az, { id }] of Object.entries(this.natGateways))
      made[`nat-${az}`] = new Alarms(this, `alarms-nat-${az}`, {
        environment: on,
        subject: ["nat", az],
        rules: natGatewayAlarms(id),
        ...overrides.nat !== void 0 && { overrides: overrides.nat }
      });
    const vpn = this.legacy?.vpn;
    if (vpn !== void 0)
      made["vpn"] = new Alarms(this, "alarms-vpn", {
        environment: on,
        subject: ["vpn"],
        rules: vpnAlarms(vpn.id),
        ...overrides.vpn !== void 0 && { overrides: overrides.vpn }
      });
    return made;
  }
  subnet(tier, az, cidrBlock, overrides) {
    return new Subnet(this, `${tier}-${az}`, {
      vpcId: this.vpc.id,
      availabilityZone: az,
      cidrBlock,
      mapPublicIpOnLaunch: false,
      tags: { Name: this.named(tier, az), tier },
      ...overrides.subnets?.[tier]
    });
  }
  tables() {
    const table = (name3, subnets) => {
      const made = new RouteTable(this, `routes-${name3}`, { vpcId: this.vpc.id, tags: { Name: this.named(name3) } });
      for (const [az, subnet] of Object.entries(subnets))
        new RouteTableAssociation(this, `routes-${name3}-of-${az}`, { subnetId: subnet.id, routeTableId: made.id });
      return made;
    };
    return {
      public: table("public", this.subnets.public),
      data: table("data", this.subnets.data),
      private: Object.fromEntries(
        Object.entries(this.subnets.private).map(([az, subnet]) => [az, table(`private-${az}`, { [az]: subnet })])
      )
    };
  }
  /** To the internet from the public subnets, and by NAT from the private ones. */
  ways({ natGateways, natOf }, overrides = {}) {
    const internet = new InternetGateway(this, "internet-gateway", {
      vpcId: this.vpc.id,
      tags: { Name: this.named() }
    });
    const out = (name3, table, by) => new Route2(this, `out-of-${name3}`, { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", ...by });
    out("public", this.routeTables.public, { gatewayId: internet.id });
    const made = {};
    for (const [az, subnet] of Object.entries(this.subnets.public)) {
      const allocationId = natGateways[az];
      if (allocationId === void 0) continue;
      made[az] = new NatGateway(this, `nat-${az}`, {
        allocationId,
        subnetId: subnet.id,
        tags: { Name: this.named("nat", az) },
        dependsOn: [internet],
        ...overrides
      });
    }
    for (const [az, table] of Object.entries(this.routeTables.private)) {
      const nat = made[natOf[az] ?? ""];
      if (nat !== void 0) out(`private-${az}`, table, { natGatewayId: nat.id });
    }
    return made;
  }
};
var ids = (made, prefix = "") => Object.fromEntries(Object.entries(made).map(([name3, { id }]) => [`${prefix}${name3}`, id]));

// stacks/foundation-dns.ts
import { Construct as Construct20 } from "constructs";

// modules/dns/alias-record.ts
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record/index.js";
import { Construct as Construct14 } from "constructs";

// modules/dns/names.ts
function isDnsName2(text3) {
  const labels = text3.split(".");
  return text3.length <= 253 && labels.length > 1 && labels.every(
    (label, i) => i === 0 && label === "*" && labels.length > 2 || /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label)
  );
}
function checkDnsName(text3, what) {
  if (!isDnsName2(text3))
    throw new Error(
      `${what}: ${text3} is not a DNS name; write it like shop.example.com, lower case, without final dot`
    );
}
function zoneOf2(name3, zones) {
  return zones.filter((zone3) => name3 === zone3 || name3.endsWith(`.${zone3}`)).toSorted((a, b) => b.length - a.length).at(0);
}

// modules/dns/alias-record.ts
var AliasRecord = class extends Construct14 {
  record;
  name;
  constructor(scope, id, { zone: zone3, name: name3, target: target2 }) {
    super(scope, id);
    resolvedAt(this, () => {
      checkDnsName(name3, "name");
    });
    this.name = name3;
    this.record = new Route53Record(this, "a", {
      zoneId: zone3,
      name: name3,
      type: "A",
      alias: { name: target2.dnsName, zoneId: target2.zoneId, evaluateTargetHealth: false }
    });
  }
};

// modules/dns/certificate.ts
import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate/index.js";
import { AcmCertificateValidation } from "@cdktf/provider-aws/lib/acm-certificate-validation/index.js";
import { Route53Record as Route53Record2 } from "@cdktf/provider-aws/lib/route53-record/index.js";
import { Construct as Construct15 } from "constructs";
function resolveCertificate({ names, zones }) {
  for (const name3 of names) checkDnsName(name3, "names");
  const twice = names.find((name3, i) => names.indexOf(name3) !== i);
  if (twice !== void 0) throw new Error(`names: ${twice} is there twice`);
  const commonName = names.find((name3) => name3.length <= 64);
  if (commonName === void 0)
    throw new Error(
      names.length === 0 ? "names: there is none; a certificate is for at least one" : `names: all are longer than 64 characters; ACM needs one that is not, e.g. *.${names[0]?.split(".").slice(-2).join(".")}`
    );
  const proofs = /* @__PURE__ */ new Map();
  for (const name3 of names) {
    const base = name3.replace(/^\*\./, "");
    const zone3 = zones[zoneOf2(base, Object.keys(zones)) ?? ""];
    if (!proofs.has(base)) proofs.set(base, { name: name3, base, ...zone3 !== void 0 && { zone: zone3 } });
  }
  return {
    commonName,
    otherNames: names.filter((name3) => name3 !== commonName),
    proofs: [...proofs.values()]
  };
}
var Certificate = class extends Construct15 {
  certificate;
  names;
  /** What proves the names, for every name. */
  validation;
  /** The part of `validation` that people enter, as their zone is not in Route 53. */
  toEnter;
  constructor(scope, id, props) {
    super(scope, id);
    const { commonName, otherNames, proofs } = resolvedAt(this, () => resolveCertificate(props));
    this.names = props.names;
    this.certificate = new AcmCertificate(this, "certificate", {
      domainName: commonName,
      ...otherNames.length > 0 && { subjectAlternativeNames: [...otherNames] },
      validationMethod: "DNS",
      keyAlgorithm: "RSA_2048",
      // A listener always has one: the new certificate is there before the old one goes.
      lifecycle: { createBeforeDestroy: true },
      ...props.overrides
    });
    const records2 = proofs.map((proof) => ({ proof, record: this.recordOf(proof.name) }));
    for (const { proof, record: record2 } of records2)
      if (proof.zone !== void 0)
        new Route53Record2(this, `proof-${proof.base}`, {
          zoneId: proof.zone,
          name: record2.name,
          type: record2.type,
          records: [record2.value],
          ttl: 300,
          // ACM gives a name the same record for ever: one that an earlier certificate left is the right one.
          allowOverwrite: true
        });
    this.validation = records2.map(({ record: record2 }) => record2);
    this.toEnter = records2.filter(({ proof }) => proof.zone === void 0).map(({ proof, record: { name: name3, type, value } }) => ({
      name: name3,
      type,
      value,
      why: `proves to ACM that ${proof.base} is ours; keep it for renewals`
    }));
  }
  get arn() {
    return this.certificate.arn;
  }
  recordOf(name3) {
    const options = `${this.certificate.fqn}.domain_validation_options`;
    const of = (attribute) => `\${one([for o in ${options} : o.${attribute} if o.domain_name == "${name3}"])}`;
    return { name: of("resource_record_name"), type: "CNAME", value: of("resource_record_value") };
  }
};
var IssuedCertificate = class extends Construct15 {
  validation;
  /** The same ARN, known only when it is issued. */
  arn;
  constructor(scope, id, { product: product3, arn }) {
    super(scope, id);
    resolvedAt(this, () => {
      checkName(product3, "product");
    });
    this.validation = new AcmCertificateValidation(this, "issued", {
      certificateArn: arn,
      timeouts: { create: "2m" }
    });
    this.validation.overrideLogicalId(`enter_the_validation_records_of_certificates_${product3}_first`);
    this.arn = this.validation.certificateArn;
  }
};

// modules/dns/kill-switch.ts
import { Route53HealthCheck } from "@cdktf/provider-aws/lib/route53-health-check/index.js";
import { Construct as Construct16 } from "constructs";
var healthCheckers = [
  "15.177.0.0/18",
  "54.183.255.128/26",
  "54.228.16.0/26",
  "54.232.40.64/26",
  "54.241.32.64/26",
  "54.243.31.192/26",
  "54.244.52.192/26",
  "54.245.168.0/26",
  "54.248.220.0/26",
  "54.250.253.192/26",
  "54.251.31.128/26",
  "54.252.79.128/26",
  "54.252.254.192/26",
  "54.255.254.192/26",
  "107.23.255.0/26",
  "176.34.159.192/26",
  "177.71.207.128/26"
];
var key2 = "on";
var KillSwitch = class extends Construct16 {
  bucket;
  healthCheck;
  /** `s3://bucket/on` */
  object;
  constructor(scope, id, props) {
    super(scope, id);
    const { environment: environment2, product: product3 } = props;
    resolvedAt(this, () => {
      checkName(product3, "product");
    });
    const deletion = props.deletion ?? classDefaults[environment2.class].deletion;
    const name3 = resourceName(environment2, [product3, "switch", environment2.account], 63);
    this.bucket = new PrivateBucket(this, "bucket", {
      name: name3,
      deletion,
      // The only way in without credentials: one object, from fixed networks, which S3 does not count as public.
      statements: (arn) => [
        to("anyone", allow(["s3:GetObject"], [`${arn}/${key2}`], { IpAddress: { "aws:SourceIp": healthCheckers } }))
      ]
    });
    this.healthCheck = new Route53HealthCheck(this, "health-check", {
      type: "HTTPS",
      fqdn: `${this.bucket.bucket.id}.s3.${environment2.region}.amazonaws.com`,
      port: 443,
      enableSni: true,
      resourcePath: `/${key2}`,
      requestInterval: 30,
      failureThreshold: 3,
      tags: { Name: resourceName(environment2, [product3, "kill-switch"], 255) },
      ...deletion === "refused" && { lifecycle: { preventDestroy: true } },
      ...props.overrides
    });
    this.object = `s3://${this.bucket.bucket.id}/${key2}`;
  }
};

// modules/dns/zone.ts
import { Route53Record as Route53Record3 } from "@cdktf/provider-aws/lib/route53-record/index.js";
import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone/index.js";
import { Construct as Construct17 } from "constructs";
var caaIssuer = /^[a-z0-9.-]+( *; *[a-z0-9]+=[\w:/.?=-]+)*$/;
function resolveZone2({
  name: name3,
  visibility = "public",
  authorities,
  deletion,
  class: kind
}) {
  checkDnsName(name3, "name");
  const vpcs = visibility === "public" ? [] : visibility.vpcs;
  if (visibility !== "public" && vpcs.length === 0)
    throw new Error("visibility: a private zone is seen from no VPC; name at least one");
  const wrong = authorities?.find((authority) => !caaIssuer.test(authority));
  if (wrong !== void 0)
    throw new Error(`authorities: ${wrong} is no issuer of a CAA record; write its domain, like amazon.com`);
  return {
    vpcs,
    authorities: visibility === "public" ? authorities ?? ["amazon.com"] : [],
    deletion: deletion ?? classDefaults[kind].deletion
  };
}
var Zone = class extends Construct17 {
  zone;
  /** Who may issue certificates; none in a private zone. */
  caa;
  name;
  constructor(scope, id, props) {
    super(scope, id);
    const { vpcs, authorities, deletion } = resolvedAt(this, () => resolveZone2(props));
    this.name = props.name;
    this.zone = new Route53Zone(this, "zone", {
      name: props.name,
      comment: "Made by dc-exit",
      forceDestroy: deletion === "allowed",
      ...vpcs.length > 0 && { vpc: vpcs.map((vpcId) => ({ vpcId })) },
      ...deletion === "refused" && { lifecycle: { preventDestroy: true } },
      ...props.overrides
    });
    if (authorities.length > 0)
      this.caa = new Route53Record3(this, "caa", {
        zoneId: this.zone.zoneId,
        name: props.name,
        type: "CAA",
        ttl: 3600,
        records: authorities.map((authority) => `0 issue "${authority}"`)
      });
  }
  get id() {
    return this.zone.zoneId;
  }
  get nameServers() {
    return this.zone.nameServers;
  }
};

// modules/mail/identity.ts
import { Route53Record as Route53Record4 } from "@cdktf/provider-aws/lib/route53-record/index.js";
import { Sesv2EmailIdentity } from "@cdktf/provider-aws/lib/sesv2-email-identity/index.js";
import { Sesv2EmailIdentityMailFromAttributes } from "@cdktf/provider-aws/lib/sesv2-email-identity-mail-from-attributes/index.js";
import { Fn } from "cdktf";
import { Construct as Construct18 } from "constructs";

// modules/mail/records.ts
function mailRecords({
  domain,
  mailFrom,
  region,
  dkimTokens,
  dmarc,
  reportsTo
}) {
  return {
    ...Object.fromEntries(
      dkimTokens.map((token, i) => [
        `dkim-${i + 1}`,
        {
          name: `${token}._domainkey.${domain}`,
          type: "CNAME",
          value: `${token}.dkim.amazonses.com`,
          why: "DKIM: proves that mail of the domain is signed by SES"
        }
      ])
    ),
    mx: {
      name: mailFrom,
      type: "MX",
      value: `10 feedback-smtp.${region}.amazonses.com`,
      why: "bounces come back to SES"
    },
    spf: {
      name: mailFrom,
      type: "TXT",
      value: "v=spf1 include:amazonses.com ~all",
      why: "SPF: SES may send for the envelope sender"
    },
    dmarc: {
      name: `_dmarc.${domain}`,
      type: "TXT",
      value: `v=DMARC1; p=${dmarc}${reportsTo === void 0 ? "" : `; rua=mailto:${reportsTo}`}`,
      why: "DMARC: leave it as it is where the domain has one already"
    }
  };
}

// modules/mail/identity.ts
function resolveIdentity({
  domain,
  mailFrom = "bounce",
  dmarc = "none"
}) {
  const label = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
  if (!new RegExp(`^${label}(\\.${label})+$`).test(domain))
    throw new Error(`"${domain}" is not a domain to send from: write example.com, without a dot at the end`);
  if (!new RegExp(`^${label}$`).test(mailFrom))
    throw new Error(`mailFrom "${mailFrom}" is not one label: write bounce`);
  return { domain, mailFrom: `${mailFrom}.${domain}`, dmarc };
}
var MailIdentity = class extends Construct18 {
  identity;
  /** What must stand in the domain's zone; made here where `zone` is given. */
  records;
  constructor(scope, id, props) {
    super(scope, id);
    const { domain, mailFrom, dmarc } = resolvedAt(this, () => resolveIdentity(props));
    this.identity = new Sesv2EmailIdentity(this, "identity", {
      emailIdentity: domain,
      dkimSigningAttributes: { nextSigningKeyLength: "RSA_2048_BIT" },
      ...props.overrides
    });
    new Sesv2EmailIdentityMailFromAttributes(this, "mail-from", {
      emailIdentity: this.identity.emailIdentity,
      mailFromDomain: mailFrom,
      // Mail still goes out while the record is not entered yet.
      behaviorOnMxFailure: "USE_DEFAULT_VALUE"
    });
    const tokens = this.identity.dkimSigningAttributes.tokens;
    const records2 = mailRecords({
      domain,
      mailFrom,
      region: props.environment.region,
      dkimTokens: [0, 1, 2].map((i) => `\${${Fn.element(tokens, i)}}`),
      dmarc,
      ...props.reportsTo !== void 0 && { reportsTo: props.reportsTo }
    });
    this.records = Object.values(records2);
    const { zone: zone3 } = props;
    if (zone3 !== void 0)
      for (const [name3, { name: recordName, type, value }] of Object.entries(records2))
        new Route53Record4(this, name3, { zoneId: zone3, name: recordName, type, ttl: 3600, records: [value] });
  }
};

// modules/mail/mail.ts
import { Sesv2ConfigurationSet } from "@cdktf/provider-aws/lib/sesv2-configuration-set/index.js";
import { Sesv2ConfigurationSetEventDestination } from "@cdktf/provider-aws/lib/sesv2-configuration-set-event-destination/index.js";
import { SnsTopic as SnsTopic2 } from "@cdktf/provider-aws/lib/sns-topic/index.js";
import { SnsTopicPolicy as SnsTopicPolicy2 } from "@cdktf/provider-aws/lib/sns-topic-policy/index.js";
import { SnsTopicSubscription as SnsTopicSubscription2 } from "@cdktf/provider-aws/lib/sns-topic-subscription/index.js";
import { Construct as Construct19 } from "constructs";

// modules/mail/alarms.ts
var limits = {
  production: { bounces: 0.03, complaints: 8e-4 },
  staging: { bounces: 0.05, complaints: 1e-3 },
  development: { bounces: 0.05, complaints: 1e-3 },
  ephemeral: { bounces: 0.05, complaints: 1e-3 }
};
function mailAlarms(configurationSet, environmentClass) {
  const rate = (name3, threshold, description) => ({
    metric: {
      namespace: "AWS/SES",
      name: `Reputation.${name3}`,
      dimensions: { "ses:configuration-set": configurationSet },
      statistic: "Average"
    },
    comparison: ">",
    threshold,
    periodSeconds: 3600,
    datapoints: { breaching: 1, of: 1 },
    missing: "ignore",
    description
  });
  const { bounces, complaints } = limits[environmentClass];
  return {
    bounces: rate(
      "BounceRate",
      bounces,
      "Too much mail bounces. SES stops the account at 10 %: see the topic of events and clean the list."
    ),
    complaints: rate(
      "ComplaintRate",
      complaints,
      "Too many people mark mail as spam. SES stops the account at 0.5 %: see who is written to, and why."
    )
  };
}

// modules/mail/mail.ts
function resolveSenders({
  domain,
  from = [`*@${domain}`]
}) {
  const foreign = from.find((sender) => !sender.endsWith(`@${domain}`) || sender.startsWith("@"));
  if (foreign !== void 0 || from.length === 0)
    throw new Error(
      `from: ${foreign === void 0 ? "nobody" : `"${foreign}"`} may send; write senders of ${domain}, like shop@${domain}`
    );
  return from;
}
var Mail = class extends Construct19 {
  configurationSet;
  /** Bounces, complaints and rejects, as JSON of SES. */
  topic;
  alarms;
  #props;
  #senders;
  constructor(scope, id, props) {
    super(scope, id);
    this.#props = props;
    const { environment: environment2, product: product3, name: name3 } = props;
    this.#senders = resolvedAt(this, () => resolveSenders(props));
    this.configurationSet = new Sesv2ConfigurationSet(this, "set", {
      configurationSetName: resourceName(environment2, [product3, name3], 64),
      deliveryOptions: { tlsPolicy: "REQUIRE" },
      reputationOptions: { reputationMetricsEnabled: true },
      sendingOptions: { sendingEnabled: true },
      suppressionOptions: { suppressedReasons: ["BOUNCE", "COMPLAINT"] },
      ...props.overrides
    });
    this.topic = new SnsTopic2(this, "topic", {
      name: resourceName(environment2, [product3, name3, "events"], 256),
      kmsMasterKeyId: environment2.kmsKey
    });
    const policy = new SnsTopicPolicy2(this, "topic-policy", {
      arn: this.topic.arn,
      policy: policyDocument([
        to(
          { services: ["ses.amazonaws.com"] },
          allow(["sns:Publish"], [this.topic.arn], {
            StringEquals: { "AWS:SourceAccount": environment2.account, "AWS:SourceArn": this.configurationSet.arn }
          })
        ),
        to("anyone", deny(["sns:Publish"], [this.topic.arn], { Bool: { "aws:SecureTransport": "false" } }))
      ])
    });
    new Sesv2ConfigurationSetEventDestination(this, "events", {
      configurationSetName: this.configurationSet.configurationSetName,
      eventDestinationName: "events",
      eventDestination: {
        enabled: true,
        matchingEventTypes: ["BOUNCE", "COMPLAINT", "REJECT"],
        snsDestination: { topicArn: this.topic.arn }
      },
      // SES publishes a first message to see that it may.
      dependsOn: [policy]
    });
    for (const address of props.notify ?? [])
      new SnsTopicSubscription2(this, `notify-${address}`, {
        topicArn: this.topic.arn,
        protocol: "email",
        endpoint: address
      });
    this.alarms = new Alarms(this, "alarms", {
      environment: environment2,
      subject: [product3, name3],
      rules: mailAlarms(this.configurationSet.configurationSetName, environment2.class),
      ...props.alarms !== void 0 && { overrides: props.alarms }
    });
  }
  /** What a consumer gets: the right to send from the domain, with this configuration set, as one of the senders. No user, no password. */
  use(_level, key3) {
    const { environment: environment2, domain } = this.#props;
    return {
      variables: {
        [variableName2(key3, "DOMAIN")]: domain,
        [variableName2(key3, "CONFIGURATION_SET")]: this.configurationSet.configurationSetName
      },
      statements: [
        allow(
          ["ses:SendEmail", "ses:SendRawEmail"],
          [`arn:aws:ses:${environment2.region}:${environment2.account}:identity/${domain}`, this.configurationSet.arn],
          { StringLike: { "ses:FromAddress": this.#senders } }
        )
      ],
      reach: [],
      mounts: []
    };
  }
};

// stacks/product/certificate.ts
function certificateNames({ names, preview, ingress: ingress3 }) {
  if (ingress3.kind === "none") return [];
  const all = [...names.map(({ name: name3 }) => name3), preview, ingress3.host];
  return [...new Set(all.filter((name3) => name3 !== void 0))];
}

// stacks/foundation-dns.ts
function zonesMadeIn(estate, environment2) {
  return Object.values(estate.zones).flatMap(
    (zone3) => zone3.at === "route53" && zone3.origin === "made" && zone3.environment === environment2 ? [zone3] : []
  );
}
var FoundationDns = class extends Construct20 {
  zones;
  /** By product. */
  certificates;
  /** What people must enter at zones that are not in Route 53. */
  records;
  stateful;
  /** Public Route 53 zone to its id, made here or there already. */
  #writable;
  constructor(scope, id, place) {
    super(scope, id);
    const { estate, environment: environment2 } = place;
    const made = zonesMadeIn(estate, environment2.name);
    this.stateful = made.map(({ name: name3 }) => `zones.${name3}`);
    this.zones = this.#makeZones(made, place);
    this.#writable = Object.fromEntries(
      Object.values(estate.zones).flatMap((zone3) => {
        if (zone3.at !== "route53" || zone3.private) return [];
        const zoneId2 = zone3.origin === "existing" ? zone3.id : this.zones[zone3.name]?.id;
        return zoneId2 === void 0 ? [] : [[zone3.name, zoneId2]];
      })
    );
    const certificates = this.#makeCertificates(place);
    this.certificates = Object.fromEntries(
      certificates.map(({ product: product3, made: { arn, names, validation } }) => [product3, { arn, names, validation }])
    );
    const mail = environment2.mail.flatMap((domain) => this.#mailRecords(domain, place));
    this.records = [...certificates.flatMap(({ made: { toEnter } }) => toEnter), ...mail];
  }
  #makeZones(made, { estate, environment: environment2, stack, vpc }) {
    const deletion = allowedDeletions(estate, stack, this.stateful);
    return Object.fromEntries(
      made.map(({ name: name3, private: hidden }) => {
        const allowed = deletion[`zones.${name3}`];
        const zone3 = new Zone(this, name3, {
          name: name3,
          class: environment2.class,
          ...hidden && { visibility: { vpcs: [vpc] } },
          ...allowed !== void 0 && { deletion: allowed }
        });
        return [name3, zone3];
      })
    );
  }
  #makeCertificates({ estate, environment: environment2 }) {
    return Object.values(estate.products).flatMap((product3) => {
      const deployment = product3.in[environment2.name];
      const names = deployment === void 0 ? [] : certificateNames(deployment);
      if (names.length === 0) return [];
      const id = `certificate-${identityOf(product3)}`;
      return [{ product: product3.name, made: new Certificate(this, id, { names, zones: this.#writable }) }];
    });
  }
  #mailRecords(domain, { estate }) {
    const holder = zoneOf(domain, Object.values(estate.zones))?.name ?? "";
    const zone3 = this.#writable[holder];
    const { records: records2 } = new MailIdentity(this, `mail-${domain}`, {
      environment: { region: estate.region },
      domain,
      ...zone3 !== void 0 && { zone: zone3 }
    });
    return zone3 === void 0 ? records2 : [];
  }
};

// stacks/foundation.ts
function natAddresses(stack, environment2) {
  const zones = natZones(environment2);
  if (zones.length === 0) return {};
  const egress = stack.reads(`${environment2.name}-addresses`).at("egress");
  return Object.fromEntries(zones.map((zone3) => [zone3, egress.at(zone3).at("allocation").text()]));
}
function foundationStack(environment2, scene) {
  const { estate } = scene;
  const { account: account2, azs, cidr, nat, legacyNetwork: legacyNetwork2 } = environment2;
  const stack = new EstateStack(`${environment2.name}-foundation`, {
    ...scene,
    accounts: [account2],
    tags: environmentTags(estate, environment2)
  });
  const here = {
    company: estate.company,
    environment: environment2.name,
    class: environment2.class,
    account: account2,
    region: estate.region
  };
  const shared = new Environment(stack, "environment", {
    ...here,
    alarms: environment2.alarms,
    deletion: allowedDeletions(estate, stack.node.id, ["key", "logs"])
  });
  const network2 = new Network(stack, "network", {
    ...here,
    cidr,
    azs,
    nat,
    addresses: natAddresses(stack, environment2),
    kmsKey: shared.key.arn,
    ...legacyNetwork2 !== void 0 && { legacyNetwork: legacyNetwork2 }
  });
  const dns = new FoundationDns(stack, "dns", {
    estate,
    environment: environment2,
    stack: stack.node.id,
    vpc: network2.vpc.id
  });
  const backup = makeBackup(stack, environment2, shared);
  const access = new Access(stack, "access", { ...here, groups: estate.groups, access: environment2.access });
  bindRoles(stack, access.boundary.arn);
  stack.finish(foundationContract(estate, environment2, { network: network2, shared, dns, backup }), environment2);
  return stack;
}
function makeBackup(stack, { class: kind }, { ref: ref2 }) {
  if (kind === "ephemeral") return void 0;
  const deletion = allowedDeletions(stack.estate, stack.node.id, ["backups"])["backups"];
  return new Backup(stack, "backup", {
    environment: ref2,
    alarmTopic: ref2.alarmTopic,
    ...deletion !== void 0 && { deletion }
  });
}
function foundationContract(estate, { name: name3, account: account2 }, { network: network2, shared, dns, backup }) {
  const { ref: ref2, flowLogs: flowLogs2 } = network2;
  const { cluster, kmsKey, parameterPath, alarmTopic, logBucket } = shared.ref;
  return {
    schema: "foundation/v1",
    environment: name3,
    account: account2,
    region: estate.region,
    vpc: ref2.vpc,
    subnets: ref2.subnets,
    cluster,
    kmsKey,
    parameterPath,
    alarmTopic,
    logBucket,
    flowLogs: { kind: "cloudwatch", group: flowLogs2.group.name, fields: flowLogs2.fields },
    zones: Object.fromEntries(
      Object.entries(dns.zones).map(([zone3, { id, nameServers }]) => [zone3, { id, nameServers }])
    ),
    certificates: dns.certificates,
    records: dns.records,
    stateful: [...shared.stateful, ...dns.stateful, ...backup?.stateful ?? []]
  };
}

// modules/secrets/secrets.ts
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter/index.js";
import { Construct as Construct21 } from "constructs";
function secretPaths(environment2, product3, names) {
  for (const name3 of names)
    if (!/^[A-Z][A-Z0-9_]{0,63}$/.test(name3))
      throw new Error(
        `"${name3}" is not the name of a variable: write capital letters, digits and underscores, like PAYMENT_KEY`
      );
  const twice = names.find((name3, i) => names.indexOf(name3) !== i);
  if (twice !== void 0) throw new Error(`${twice} is there twice: name each secret once`);
  return Object.fromEntries(names.map((name3) => [name3, `${environment2.parameterPath}/${product3}/${name3}`]));
}
var Secrets = class extends Construct21 {
  byName;
  #environment;
  constructor(scope, id, props) {
    super(scope, id);
    const { environment: environment2, product: product3, names } = props;
    this.#environment = environment2;
    const paths = resolvedAt(this, () => secretPaths(environment2, product3, names));
    this.byName = Object.fromEntries(
      Object.entries(paths).map(([name3, path]) => [
        name3,
        new SsmParameter(this, name3, {
          name: path,
          type: "SecureString",
          description: `${name3} of ${product3}: the value is put here by people`,
          keyId: environment2.kmsKey,
          tier: "Standard",
          valueWo: "UNSET",
          valueWoVersion: 1,
          // Any of these changes would write the parameter anew, with an empty value: the service has no way to change one without the other.
          lifecycle: { ignoreChanges: ["description", "key_id", "tier", "value_wo_version"] }
        })
      ])
    );
  }
  /** Name to ARN, as a task definition's `secrets` take them. */
  get arns() {
    return Object.fromEntries(Object.entries(this.byName).map(([name3, parameter]) => [name3, parameter.arn]));
  }
  /** What a consumer gets: the right to read them. No variable holds a value; the ARNs are in `arns`. */
  use() {
    const arns = Object.values(this.arns);
    return {
      variables: {},
      statements: arns.length === 0 ? [] : [
        allow(["ssm:GetParameter", "ssm:GetParameters"], arns),
        keyThrough(this.#environment, "ssm", ["kms:Decrypt"])
      ],
      reach: [],
      mounts: []
    };
  }
};

// stacks/product/consumer.ts
function targetOf({ ingress: ingress3 }, name3) {
  return ingress3 !== void 0 && Object.hasOwn(ingress3.application.targetGroups, name3) ? ingress3.target(name3) : void 0;
}
function usesOf({ data }, wanted) {
  return data.uses(wanted);
}
var isAddress = (host) => /^\d+\.\d+\.\d+\.\d+$/.test(host);
function rule(partner2, { host, port: port2 }) {
  const at = isAddress(host) ? { port: port2, cidr: `${host}/32` } : { port: port2 };
  return [`${partner2}-${isAddress(host) ? host.replaceAll(".", "-") : "any"}-${port2}`, at];
}
function partnerEgress(estate, product3) {
  return Object.fromEntries(
    Object.values(estate.partners).flatMap(
      ({ name: name3, products }) => (products[product3]?.egress?.to ?? []).map((endpoint2) => rule(name3, endpoint2))
    )
  );
}

// stacks/product/data.ts
import { Construct as Construct29 } from "constructs";

// modules/cache/cache.ts
import { ElasticacheParameterGroup } from "@cdktf/provider-aws/lib/elasticache-parameter-group/index.js";
import { ElasticacheSubnetGroup } from "@cdktf/provider-aws/lib/elasticache-subnet-group/index.js";
import { SecurityGroup as SecurityGroup2 } from "@cdktf/provider-aws/lib/security-group/index.js";
import { Construct as Construct23 } from "constructs";

// modules/cache/alarms.ts
var busyAbovePercent = {
  production: 75,
  staging: 90,
  development: 95,
  ephemeral: 95
};
function ofNode(kind, node, environmentClass, nodes) {
  const of = (name3, statistic, rest) => ({
    metric: { namespace: "AWS/ElastiCache", name: name3, dimensions: node, statistic },
    periodSeconds: 300,
    ...rest
  });
  const evictions = of("Evictions", "Sum", {
    comparison: ">",
    threshold: environmentClass === "production" ? 1e3 : 1e4,
    missing: "notBreaching",
    description: "The cache throws out what it still needs: it is full. Set expiry times, or take a larger type."
  });
  const busy = {
    comparison: ">",
    threshold: busyAbovePercent[environmentClass],
    missing: environmentClass === "production" ? "breaching" : "ignore",
    description: "The cache is busy, or sends no metrics. Look for slow commands in its log, or take a larger type."
  };
  if (kind === "memcached") return { cpu: of("CPUUtilization", "Average", busy), evictions };
  return {
    cpu: of("EngineCPUUtilization", "Average", busy),
    memory: of("DatabaseMemoryUsagePercentage", "Maximum", {
      comparison: ">",
      threshold: 85,
      missing: "ignore",
      description: "Over 85 % of the memory is used. Set expiry times, or take a larger type."
    }),
    evictions,
    ...nodes > 1 && {
      lag: of("ReplicationLag", "Maximum", {
        comparison: ">",
        threshold: 30,
        missing: "ignore",
        description: "A replica is over 30 s behind: a failover now would lose that much. Look for large writes."
      })
    }
  };
}
var numbers = (nodes, digits) => Array.from({ length: nodes }, (_, i) => String(i + 1).padStart(digits, "0"));
function cacheAlarms(identifier, {
  kind,
  environmentClass,
  nodes
}) {
  return Object.fromEntries(
    numbers(nodes, kind === "memcached" ? 4 : 3).flatMap((number) => {
      const dimensions = kind === "memcached" ? { CacheClusterId: identifier, CacheNodeId: number } : { CacheClusterId: `${identifier}-${number}` };
      return Object.entries(ofNode(kind, dimensions, environmentClass, nodes)).map(([name3, rule2]) => [
        `${name3}-${number}`,
        rule2
      ]);
    })
  );
}
function forEveryNode(overrides, rules2) {
  return Object.fromEntries(
    Object.entries(overrides).flatMap(([name3, override]) => {
      const nodes = Object.keys(rules2).filter((rule2) => rule2.replace(/-\d+$/, "") === name3);
      return (nodes.length > 0 ? nodes : [name3]).map((node) => [node, override]);
    })
  );
}

// modules/cache/server.ts
import { CloudwatchLogGroup as CloudwatchLogGroup3 } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { ElasticacheCluster } from "@cdktf/provider-aws/lib/elasticache-cluster/index.js";
import { ElasticacheReplicationGroup } from "@cdktf/provider-aws/lib/elasticache-replication-group/index.js";
function valkey(scope, { placed, spec, settings, ...ground }, userGroup, overrides = {}) {
  const { environment: environment2, product: product3, name: name3 } = placed;
  const { identifier, nodes } = settings;
  const logs = ["slow-log", "engine-log"].map((logType) => {
    const group = new CloudwatchLogGroup3(scope, logType, {
      name: `${environment2.parameterPath}/${product3}/${name3}/${logType}`,
      retentionInDays: settings.logRetentionDays,
      kmsKeyId: environment2.kmsKey
    });
    return { destination: group.name, destinationType: "cloudwatch-logs", logFormat: "json", logType };
  });
  return new ElasticacheReplicationGroup(scope, "group", {
    replicationGroupId: identifier,
    description: `Cache ${name3} of ${product3}`,
    engine: "valkey",
    engineVersion: settings.version,
    autoMinorVersionUpgrade: "true",
    nodeType: spec.type,
    port: settings.port,
    numCacheClusters: nodes,
    automaticFailoverEnabled: nodes > 1,
    multiAzEnabled: nodes > 1,
    atRestEncryptionEnabled: "true",
    kmsKeyId: environment2.kmsKey,
    transitEncryptionEnabled: true,
    transitEncryptionMode: "required",
    userGroupIds: [userGroup],
    subnetGroupName: ground.subnetGroup,
    parameterGroupName: ground.parameterGroup,
    securityGroupIds: [ground.securityGroup],
    snapshotRetentionLimit: settings.snapshotDays,
    ...spec.restoreFrom !== void 0 && { snapshotName: spec.restoreFrom },
    ...settings.finalSnapshotName !== void 0 && { finalSnapshotIdentifier: settings.finalSnapshotName },
    applyImmediately: settings.applyChanges === "immediately",
    logDeliveryConfiguration: logs,
    lifecycle: { ...keptBy(settings.deletion), ignoreChanges: ["snapshot_name"] },
    ...overrides
  });
}
function memcached(scope, { placed, spec, settings, ...ground }, overrides = {}) {
  const { nodes } = settings;
  const azs = Object.keys(placed.environment.subnets.data);
  return new ElasticacheCluster(scope, "cluster", {
    clusterId: settings.identifier,
    engine: "memcached",
    engineVersion: settings.version,
    autoMinorVersionUpgrade: "true",
    nodeType: spec.type,
    port: settings.port,
    numCacheNodes: nodes,
    azMode: nodes > 1 && azs.length > 1 ? "cross-az" : "single-az",
    transitEncryptionEnabled: true,
    subnetGroupName: ground.subnetGroup,
    parameterGroupName: ground.parameterGroup,
    securityGroupIds: [ground.securityGroup],
    applyImmediately: settings.applyChanges === "immediately",
    lifecycle: keptBy(settings.deletion),
    ...overrides
  });
}

// modules/cache/settings.ts
var snapshotDaysOf = {
  production: 7,
  staging: 1,
  development: 0,
  ephemeral: 0
};
var kinds = {
  valkey: {
    newest: "8.1",
    form: /^(7\.[2-9]|([89]|[1-9]\d)\.\d+)$/,
    example: '"8.1"; 7.2 is the oldest with users of IAM',
    family: (version2) => `valkey${version2.replace(/\..*/, "")}`,
    port: 6379
  },
  memcached: {
    newest: "1.6.22",
    form: /^1\.6\.(1[2-9]|[2-9]\d)$/,
    example: '"1.6.22"; 1.6.12 is the oldest with TLS',
    family: () => "memcached1.6",
    port: 11211
  }
};
function resolveCache({ environment: environment2, product: product3, name: name3 }, spec) {
  const defaults = classDefaults[environment2.class];
  const { newest, form, example, family, port: port2 } = kinds[spec.kind];
  const { version: version2 = newest, nodes = defaults.minimumCount } = spec;
  if (!form.test(version2))
    throw new Error(`"${version2}" is not a version of ${spec.kind} that works here: write ${example}`);
  if (!/^cache\.[a-z0-9-]+\.[a-z0-9-]+$/.test(spec.type))
    throw new Error(`"${spec.type}" is not a cache node type: write cache.t4g.small`);
  if (!Number.isInteger(nodes) || nodes < 1 || nodes > 6) throw new Error(`${nodes} nodes: write 1 to 6`);
  if (spec.kind === "memcached" && (spec.snapshotDays !== void 0 || spec.restoreFrom !== void 0))
    throw new Error("memcached has no snapshots: leave snapshotDays and restoreFrom out, or use valkey");
  const identifier = singleDashed(resourceName(environment2, [product3, name3], 255), 40);
  const snapshotDays = spec.snapshotDays ?? snapshotDaysOf[environment2.class];
  return {
    // Memcached forgets at every restart: there is nothing to keep.
    deletion: spec.deletion ?? (spec.kind === "memcached" ? "allowed" : defaults.deletion),
    applyChanges: defaults.applyChanges,
    logRetentionDays: defaults.logRetentionDays,
    identifier,
    version: version2,
    family: family(version2),
    port: port2,
    nodes,
    snapshotDays,
    ...defaults.finalSnapshot === "kept" && spec.kind === "valkey" && snapshotDays > 0 && { finalSnapshotName: finalSnapshotName(identifier, spec.restoreFrom) }
  };
}

// modules/cache/users.ts
import { ElasticacheUser } from "@cdktf/provider-aws/lib/elasticache-user/index.js";
import { ElasticacheUserGroup } from "@cdktf/provider-aws/lib/elasticache-user-group/index.js";
import { Construct as Construct22 } from "constructs";
var accessStrings = {
  r: "on ~* &* -@all +@read +@connection +@pubsub +info -@dangerous",
  rw: "on ~* &* +@all -@admin"
};
var CacheUsers = class extends Construct22 {
  byLevel;
  group;
  constructor(scope, id, props) {
    super(scope, id);
    const user = (level) => {
      const name3 = shortened(`${props.identifier}-${level}`, 40);
      return new ElasticacheUser(this, level, {
        engine: "valkey",
        userId: name3,
        userName: name3,
        accessString: accessStrings[level],
        authenticationMode: { type: "iam" }
      });
    };
    this.byLevel = { r: user("r"), rw: user("rw") };
    this.group = new ElasticacheUserGroup(this, "group", {
      engine: "valkey",
      userGroupId: props.identifier,
      userIds: [this.byLevel.r.userId, this.byLevel.rw.userId]
    });
  }
};

// modules/cache/cache.ts
var Cache = class extends Construct23 {
  settings;
  securityGroup;
  parameters;
  server;
  alarms;
  #props;
  constructor(scope, id, props) {
    super(scope, id);
    this.#props = props;
    const { environment: environment2, product: product3, name: name3 } = props;
    const settings = this.settings = resolvedAt(this, () => resolveCache(props, props));
    const { identifier, nodes } = settings;
    this.securityGroup = new SecurityGroup2(this, "security-group", {
      name: resourceName(environment2, [product3, name3], 255),
      description: `Cache ${name3} of ${product3}`,
      vpcId: environment2.vpc
    });
    this.parameters = new ElasticacheParameterGroup(this, "parameters", {
      name: `${identifier}-${settings.family.replaceAll(".", "-")}`,
      family: settings.family,
      description: `Cache ${name3} of ${product3}`,
      lifecycle: { createBeforeDestroy: true }
    });
    const subnets = new ElasticacheSubnetGroup(this, "subnets", {
      name: identifier,
      description: `Cache ${name3} of ${product3}`,
      subnetIds: Object.values(environment2.subnets.data)
    });
    const ground = {
      placed: props,
      spec: props,
      settings,
      subnetGroup: subnets.name,
      parameterGroup: this.parameters.name,
      securityGroup: this.securityGroup.id
    };
    if (props.kind === "valkey") {
      const users = new CacheUsers(this, "users", { identifier });
      this.server = { kind: "valkey", users, group: valkey(this, ground, users.group.userGroupId, props.overrides) };
    } else {
      this.server = { kind: "memcached", cluster: memcached(this, ground, props.overrides) };
    }
    const rules2 = cacheAlarms(identifier, { kind: props.kind, environmentClass: environment2.class, nodes });
    this.alarms = new Alarms(this, "alarms", {
      environment: environment2,
      subject: [product3, name3],
      rules: rules2,
      overrides: forEveryNode(props.alarms ?? {}, rules2)
    });
  }
  /** What a consumer gets: the address, and the right to sign in as the level's user. Readers are sent to the replicas where there are any. */
  use(level, key3) {
    const { port: port2, nodes } = this.settings;
    const at = { [variableName2(key3, "PORT")]: String(port2) };
    const host = variableName2(key3, "HOST");
    const rest = {
      reach: [{ securityGroup: this.securityGroup.id, port: port2, why: `${this.#props.product} ${this.#props.name}` }],
      mounts: []
    };
    if (this.server.kind === "memcached")
      return { variables: { [host]: this.server.cluster.clusterAddress, ...at }, statements: [], ...rest };
    const { group, users } = this.server;
    const user = users.byLevel[level];
    return {
      variables: {
        [host]: level === "r" && nodes > 1 ? group.readerEndpointAddress : group.primaryEndpointAddress,
        ...at,
        [variableName2(key3, "USER")]: user.userName
      },
      statements: [allow(["elasticache:Connect"], [group.arn, user.arn])],
      ...rest
    };
  }
};

// modules/database/database.ts
import { CloudwatchLogGroup as CloudwatchLogGroup4 } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { DbInstance } from "@cdktf/provider-aws/lib/db-instance/index.js";
import { DbParameterGroup } from "@cdktf/provider-aws/lib/db-parameter-group/index.js";
import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group/index.js";
import { IamRole as IamRole4 } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicyAttachment as IamRolePolicyAttachment3 } from "@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js";
import { SecurityGroup as SecurityGroup3 } from "@cdktf/provider-aws/lib/security-group/index.js";
import { Construct as Construct25 } from "constructs";

// modules/database/alarms.ts
var busyAbovePercent2 = {
  production: 80,
  staging: 90,
  development: 95,
  ephemeral: 95
};
function databaseAlarms(instance, { kind, type, storageGiB }) {
  const metric3 = (name3, statistic = "Average") => ({
    namespace: "AWS/RDS",
    name: name3,
    dimensions: { DBInstanceIdentifier: instance },
    statistic
  });
  return {
    cpu: {
      metric: metric3("CPUUtilization"),
      comparison: ">",
      threshold: busyAbovePercent2[kind],
      periodSeconds: 300,
      // Outside production people stop databases at night.
      missing: kind === "production" ? "breaching" : "ignore",
      description: "The database is busy, or sends no metrics. Look for slow statements in Performance Insights and in the slow log."
    },
    storage: {
      metric: metric3("FreeStorageSpace", "Minimum"),
      comparison: "<",
      threshold: Math.round(storageGiB * 0.1 * 2 ** 30),
      periodSeconds: 300,
      missing: "ignore",
      description: "Less than a tenth of the storage is free. It grows by itself up to the maximum, once in six hours; see what fills it."
    },
    memory: {
      metric: metric3("FreeableMemory", "Minimum"),
      comparison: "<",
      threshold: 128 * 2 ** 20,
      periodSeconds: 300,
      missing: "ignore",
      description: "Less than 128 MiB of memory is free. Reduce connections, or take a larger type."
    },
    queue: {
      metric: metric3("DiskQueueDepth"),
      comparison: ">",
      threshold: 64,
      periodSeconds: 300,
      missing: "ignore",
      description: "More than 64 requests wait for the disk. Look for scans, or raise the IOPS."
    },
    ...type.startsWith("db.t") && {
      credits: {
        metric: metric3("CPUCreditBalance", "Minimum"),
        comparison: "<",
        threshold: 20,
        periodSeconds: 300,
        missing: "ignore",
        description: "The CPU credits are used up: what is above the baseline now costs extra. Take a larger type, or one of family m."
      }
    }
  };
}

// modules/database/engines.ts
var now = (name3, value) => ({ name: name3, value, applyMethod: "immediate" });
var mysqlLike = {
  port: 3306,
  version: /^(\d+\.\d+)(\.\d+)?$/,
  parameters: [
    now("require_secure_transport", "1"),
    now("slow_query_log", "1"),
    now("long_query_time", "1"),
    now("log_output", "FILE")
  ],
  logs: ["error", "slowquery"],
  databaseName: "made",
  maximumStorageGiB: 65536
};
var facts = {
  postgres: {
    port: 5432,
    version: /^(\d{2})(\.\d+)?$/,
    versionExample: '"16"',
    parameters: [now("rds.force_ssl", "1"), now("log_statement", "ddl"), now("log_min_duration_statement", "1000")],
    logs: ["postgresql", "upgrade"],
    databaseName: "made",
    maximumStorageGiB: 65536
  },
  mysql: { ...mysqlLike, versionExample: '"8.4"' },
  mariadb: { ...mysqlLike, versionExample: '"10.11"' },
  sqlserver: {
    port: 1433,
    version: /^(\d{2}\.0)0(\..+)?$/,
    versionExample: '"16.00"',
    parameters: [{ name: "rds.force_ssl", value: "1", applyMethod: "pending-reboot" }],
    logs: ["error", "agent"],
    databaseName: "none",
    maximumStorageGiB: 16384
  }
};
function iamAuthentication(kind, major) {
  if (kind === "sqlserver") return false;
  if (kind !== "mariadb") return true;
  const [first = 0, second = 0] = major.split(".").map(Number);
  return first > 10 || first === 10 && second >= 6;
}
function resolveEngine(engine) {
  const { kind, version: version2 } = engine;
  const { version: form, versionExample, logs, ...fact } = facts[kind];
  const [, major, minor] = form.exec(version2) ?? [];
  if (major === void 0) throw new Error(`"${version2}" is not a version of ${kind}: write ${versionExample}`);
  const name3 = engine.kind === "sqlserver" ? `sqlserver-${engine.edition}` : kind;
  return {
    ...fact,
    engine: name3,
    version: version2,
    family: kind === "sqlserver" ? `${name3}-${major}` : `${name3}${major}`,
    minorUpgrades: minor === void 0 ? "automatic" : "pinned",
    ...kind === "sqlserver" && { licenseModel: "license-included" },
    iamAuthentication: iamAuthentication(kind, major),
    standby: engine.kind === "sqlserver" && (engine.edition === "ex" || engine.edition === "web") ? "impossible" : "possible",
    // Express has no SQL Server Agent.
    logs: engine.kind === "sqlserver" && engine.edition === "ex" ? ["error"] : logs
  };
}
function hasPerformanceInsights(kind, type) {
  return !((kind === "mysql" || kind === "mariadb") && /^db\.t(2|3|4g)\.(micro|small)$/.test(type));
}

// modules/database/settings.ts
function resolveDatabase({ environment: environment2, product: product3, name: name3 }, spec) {
  const defaults = classDefaults[environment2.class];
  const engine = resolveEngine(spec);
  const { storageGiB, maxStorageGiB = Math.min(2 * storageGiB, engine.maximumStorageGiB) } = spec;
  if (!/^db\.[a-z0-9-]+\.[a-z0-9-]+$/.test(spec.type))
    throw new Error(`"${spec.type}" is not a database instance type: write db.m7g.large`);
  if (!Number.isInteger(storageGiB) || storageGiB < 20 || storageGiB > engine.maximumStorageGiB)
    throw new Error(
      `${storageGiB} GiB of storage: RDS takes 20 to ${engine.maximumStorageGiB} GiB for ${engine.engine}`
    );
  if (maxStorageGiB < storageGiB)
    throw new Error(
      `maxStorageGiB ${maxStorageGiB} is less than storageGiB ${storageGiB}: write at least ${storageGiB}`
    );
  if (spec.standby === "on" && engine.standby === "impossible")
    throw new Error(`${engine.engine} has no standby: use edition se or ee, or leave standby out`);
  if (spec.databaseName !== void 0 && engine.databaseName === "none")
    throw new Error("SQL Server makes its databases by itself: leave databaseName out");
  const identifier = singleDashed(resourceName(environment2, [product3, name3], 255), 63);
  return {
    deletion: spec.deletion ?? defaults.deletion,
    finalSnapshot: defaults.finalSnapshot,
    backupRetentionDays: spec.backupRetentionDays ?? defaults.backupRetentionDays,
    applyChanges: defaults.applyChanges,
    logRetentionDays: defaults.logRetentionDays,
    identifier,
    finalSnapshotName: finalSnapshotName(identifier, spec.restoreFrom),
    engine,
    maxStorageGiB,
    standby: spec.standby ?? (defaults.multiAz && engine.standby === "possible" ? "on" : "off"),
    performanceInsights: hasPerformanceInsights(spec.kind, spec.type) ? "on" : "off",
    ...engine.databaseName === "made" && {
      databaseName: spec.databaseName ?? `${product3}_${name3}`.replaceAll("-", "_").slice(0, 63)
    }
  };
}

// modules/database/user-secret.ts
import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret/index.js";
import { SecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/secretsmanager-secret-version/index.js";
import { Construct as Construct24 } from "constructs";
var UserSecret = class extends Construct24 {
  secret;
  constructor(scope, id, props) {
    super(scope, id);
    this.secret = new SecretsmanagerSecret(this, "secret", {
      name: props.secretName,
      description: props.why,
      kmsKeyId: props.environment.kmsKey,
      // Where deletion is allowed, the same environment can be made again at once: a secret in its recovery window keeps its name.
      recoveryWindowInDays: props.deletion === "refused" ? 30 : 0
    });
    new SecretsmanagerSecretVersion(this, "unset", {
      secretId: this.secret.id,
      secretStringWo: "UNSET",
      secretStringWoVersion: 1,
      // A version without a label is deleted some day, and Terraform would write UNSET over the live password. Its own label keeps it; that
      // AWSCURRENT moves on with the first real value is wanted.
      versionStages: ["AWSCURRENT", "made-by-the-stack"],
      lifecycle: { ignoreChanges: ["version_stages"] }
    });
  }
};

// modules/database/database.ts
var Database = class extends Construct25 {
  settings;
  securityGroup;
  parameters;
  instance;
  alarms;
  #props;
  constructor(scope, id, props) {
    super(scope, id);
    this.#props = props;
    const { environment: environment2, product: product3, name: name3 } = props;
    const settings = this.settings = resolvedAt(this, () => resolveDatabase(props, props));
    const { engine, identifier } = settings;
    this.securityGroup = new SecurityGroup3(this, "group", {
      name: resourceName(environment2, [product3, name3], 255),
      description: `Database ${name3} of ${product3}`,
      vpcId: environment2.vpc
    });
    this.parameters = new DbParameterGroup(this, "parameters", {
      namePrefix: `${identifier}-`,
      family: engine.family,
      description: `Database ${name3} of ${product3}`,
      parameter: engine.parameters.map((parameter) => ({ ...parameter })),
      // A major version needs another family while the old group is still in use.
      lifecycle: { createBeforeDestroy: true }
    });
    const subnets = new DbSubnetGroup(this, "subnets", {
      name: identifier,
      description: `Database ${name3} of ${product3}`,
      subnetIds: Object.values(environment2.subnets.data)
    });
    const logs = engine.logs.map(
      (log) => new CloudwatchLogGroup4(this, `log-${log}`, {
        name: `/aws/rds/instance/${identifier}/${log}`,
        retentionInDays: settings.logRetentionDays,
        kmsKeyId: environment2.kmsKey
      })
    );
    const monitoring = this.#monitoringRole();
    this.instance = new DbInstance(this, "instance", {
      identifier,
      engine: engine.engine,
      engineVersion: engine.version,
      autoMinorVersionUpgrade: engine.minorUpgrades === "automatic",
      // Asked for by writing another version, never by AWS.
      allowMajorVersionUpgrade: true,
      ...engine.licenseModel !== void 0 && { licenseModel: engine.licenseModel },
      instanceClass: props.type,
      storageType: "gp3",
      allocatedStorage: props.storageGiB,
      maxAllocatedStorage: settings.maxStorageGiB,
      storageEncrypted: true,
      kmsKeyId: environment2.kmsKey,
      multiAz: settings.standby === "on",
      dbSubnetGroupName: subnets.name,
      vpcSecurityGroupIds: [this.securityGroup.id],
      publiclyAccessible: false,
      port: engine.port,
      caCertIdentifier: "rds-ca-rsa2048-g1",
      parameterGroupName: this.parameters.name,
      ...settings.databaseName !== void 0 && { dbName: settings.databaseName },
      username: "dbmaster",
      manageMasterUserPassword: true,
      masterUserSecretKmsKeyId: environment2.kmsKey,
      ...engine.iamAuthentication && { iamDatabaseAuthenticationEnabled: true },
      ...props.restoreFrom !== void 0 && { snapshotIdentifier: props.restoreFrom },
      backupRetentionPeriod: settings.backupRetentionDays,
      ...props.backupWindow !== void 0 && { backupWindow: props.backupWindow },
      ...props.maintenanceWindow !== void 0 && { maintenanceWindow: props.maintenanceWindow },
      copyTagsToSnapshot: true,
      deleteAutomatedBackups: settings.finalSnapshot === "skipped",
      deletionProtection: settings.deletion === "refused",
      skipFinalSnapshot: settings.finalSnapshot === "skipped",
      ...settings.finalSnapshot === "kept" && { finalSnapshotIdentifier: settings.finalSnapshotName },
      applyImmediately: settings.applyChanges === "immediately",
      performanceInsightsEnabled: settings.performanceInsights === "on",
      ...settings.performanceInsights === "on" && {
        performanceInsightsKmsKeyId: environment2.kmsKey,
        performanceInsightsRetentionPeriod: 7
      },
      monitoringInterval: 60,
      monitoringRoleArn: monitoring.arn,
      enabledCloudwatchLogsExports: [...engine.logs],
      dependsOn: logs,
      lifecycle: {
        ...keptBy(settings.deletion),
        // A snapshot counts when the database is made, and brings its own master user and key: a later word of it must not replace the data.
        ignoreChanges: ["snapshot_identifier", "username", "kms_key_id"]
      },
      ...props.overrides
    });
    this.alarms = new Alarms(this, "alarms", {
      environment: environment2,
      subject: [product3, name3],
      rules: databaseAlarms(this.instance.identifier, {
        kind: environment2.class,
        type: props.type,
        storageGiB: props.storageGiB
      }),
      ...props.alarms !== void 0 && { overrides: props.alarms }
    });
  }
  /** Writes the operating system's metrics to CloudWatch Logs. */
  #monitoringRole() {
    const { environment: environment2, product: product3, name: name3 } = this.#props;
    const role = new IamRole4(this, "monitoring", {
      name: resourceName(environment2, [product3, name3, "monitoring"], 64),
      assumeRolePolicy: trustPolicy(
        { services: ["monitoring.rds.amazonaws.com"] },
        { StringEquals: { "aws:SourceAccount": environment2.account } }
      )
    });
    new IamRolePolicyAttachment3(this, "monitoring-policy", {
      role: role.name,
      policyArn: "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
    });
    return role;
  }
  /** What a consumer gets. The level's user and its secret are there once it is used. */
  use(level, key3) {
    const { environment: environment2 } = this.#props;
    const { engine, databaseName } = this.settings;
    const { arn } = this.#userSecret(level).secret;
    return {
      variables: {
        [variableName2(key3, "HOST")]: this.instance.address,
        [variableName2(key3, "PORT")]: String(engine.port),
        ...databaseName !== void 0 && { [variableName2(key3, "NAME")]: databaseName },
        [variableName2(key3, "SECRET_ARN")]: arn
      },
      statements: [
        allow(["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"], [arn]),
        keyThrough(environment2, "secretsmanager", ["kms:Decrypt"])
      ],
      reach: [
        { securityGroup: this.securityGroup.id, port: engine.port, why: `${this.#props.product} ${this.#props.name}` }
      ],
      mounts: []
    };
  }
  #userSecret(level) {
    const found = this.node.tryFindChild(level);
    if (found instanceof UserSecret) return found;
    const { environment: environment2, product: product3, name: name3 } = this.#props;
    return new UserSecret(this, level, {
      environment: environment2,
      secretName: `${environment2.parameterPath}/${product3}/${name3}/${level}`.replace(/^\//, ""),
      why: `User of database ${name3} of ${product3} who may ${level === "rw" ? "read and write" : "read"}`,
      deletion: this.settings.deletion
    });
  }
};

// modules/files/file-system.ts
import { EfsAccessPoint } from "@cdktf/provider-aws/lib/efs-access-point/index.js";
import { EfsBackupPolicy } from "@cdktf/provider-aws/lib/efs-backup-policy/index.js";
import { EfsFileSystem } from "@cdktf/provider-aws/lib/efs-file-system/index.js";
import { EfsFileSystemPolicy } from "@cdktf/provider-aws/lib/efs-file-system-policy/index.js";
import { EfsMountTarget } from "@cdktf/provider-aws/lib/efs-mount-target/index.js";
import { SecurityGroup as SecurityGroup4 } from "@cdktf/provider-aws/lib/security-group/index.js";
import { Fn as Fn2, Token as Token2 } from "cdktf";
import { Construct as Construct26 } from "constructs";

// modules/files/alarms.ts
var limitPercent = {
  production: 80,
  staging: 90,
  development: 95,
  ephemeral: 95
};
function fileSystemAlarms(fileSystem, environmentClass) {
  return {
    io: {
      metric: {
        namespace: "AWS/EFS",
        name: "PercentIOLimit",
        dimensions: { FileSystemId: fileSystem },
        statistic: "Maximum"
      },
      comparison: ">",
      threshold: limitPercent[environmentClass],
      periodSeconds: 300,
      missing: "ignore",
      description: "The file system is near its limit of operations a second. Look for scans over many small files."
    }
  };
}

// modules/files/settings.ts
function originOf(restoreFrom) {
  if (restoreFrom === void 0) return { kind: "new" };
  if (/^fs-[0-9a-f]{8,40}$/.test(restoreFrom)) return { kind: "adopt", fileSystem: restoreFrom };
  if (/^arn:aws:backup:[a-z0-9-]+:\d{12}:recovery-point:[\w-]+$/.test(restoreFrom))
    return { kind: "restoreFirst", recoveryPoint: restoreFrom };
  throw new Error(
    `restoreFrom: "${restoreFrom}" is neither a file system (fs-0123456789abcdef0) nor the ARN of a recovery point of AWS Backup`
  );
}
function resolveFileSystem({ environment: environment2, product: product3, name: name3 }, spec) {
  const { owner = { uid: 1e3, gid: 1e3 } } = spec;
  if (owner.uid === 0 || owner.gid === 0) throw new Error("owner: 0 is root; name a user of the application");
  if (Object.keys(environment2.subnets.data).length === 0)
    throw new Error(
      `environment ${environment2.name} has no data subnets: a file system needs one in each availability zone`
    );
  return {
    deletion: spec.deletion ?? classDefaults[environment2.class].deletion,
    backup: spec.backup ?? (environment2.class === "ephemeral" ? "off" : "on"),
    coldAfterDays: spec.coldAfterDays ?? 30,
    owner,
    fullName: resourceName(environment2, [product3, name3], 128),
    origin: originOf(spec.restoreFrom)
  };
}

// modules/files/file-system.ts
var nfs = 2049;
var FileSystem = class extends Construct26 {
  settings;
  securityGroup;
  fileSystem;
  accessPoint;
  /** By availability zone. Consumers wait for all of them: mounting fails before. */
  mountTargets;
  alarms;
  #props;
  constructor(scope, id, props) {
    super(scope, id);
    this.#props = props;
    const { environment: environment2, product: product3, name: name3 } = props;
    const settings = this.settings = resolvedAt(this, () => resolveFileSystem(props, props));
    const { fullName, origin, owner } = settings;
    this.securityGroup = new SecurityGroup4(this, "security-group", {
      name: resourceName(environment2, [product3, name3], 255),
      description: `Files ${name3} of ${product3}`,
      vpcId: environment2.vpc
    });
    this.fileSystem = new EfsFileSystem(this, "file-system", {
      encrypted: true,
      kmsKeyId: environment2.kmsKey,
      performanceMode: "generalPurpose",
      throughputMode: "elastic",
      lifecyclePolicy: [
        { transitionToIa: `AFTER_${settings.coldAfterDays}_DAYS` },
        { transitionToPrimaryStorageClass: "AFTER_1_ACCESS" }
      ],
      tags: { Name: fullName },
      lifecycle: {
        ...keptBy(settings.deletion),
        ...origin.kind === "restoreFirst" && { precondition: [restoreFirst(origin.recoveryPoint, environment2)] }
      },
      ...props.overrides
    });
    if (origin.kind === "adopt") this.fileSystem.importFrom(origin.fileSystem);
    const fileSystemId = this.fileSystem.id;
    this.mountTargets = Object.fromEntries(
      Object.entries(environment2.subnets.data).map(([az, subnetId]) => [
        az,
        new EfsMountTarget(this, `mount-${az}`, { fileSystemId, subnetId, securityGroups: [this.securityGroup.id] })
      ])
    );
    this.accessPoint = new EfsAccessPoint(this, "access-point", {
      fileSystemId,
      posixUser: { ...owner },
      rootDirectory: {
        path: `/${name3}`,
        creationInfo: { ownerUid: owner.uid, ownerGid: owner.gid, permissions: "0750" }
      },
      tags: { Name: fullName }
    });
    new EfsFileSystemPolicy(this, "policy", {
      fileSystemId,
      policy: policyDocument(
        [to("anyone", deny(["*"], [this.fileSystem.arn], { Bool: { "aws:SecureTransport": "false" } }))],
        "files"
      )
    });
    new EfsBackupPolicy(this, "backup", {
      fileSystemId,
      backupPolicy: { status: settings.backup === "on" ? "ENABLED" : "DISABLED" }
    });
    this.alarms = new Alarms(this, "alarms", {
      environment: environment2,
      subject: [product3, name3],
      rules: fileSystemAlarms(fileSystemId, environment2.class),
      ...props.alarms !== void 0 && { overrides: props.alarms }
    });
  }
  /** The id, known once every mount target is there: whoever mounts it waits for them. */
  #mounted() {
    return Token2.asString(
      Fn2.element(
        Object.values(this.mountTargets).map((target2) => target2.fileSystemId),
        0
      )
    );
  }
  /** What a consumer gets: the mount and its path, and the right to use it through the product's access point. */
  use(level, key3) {
    const path = `/mnt/${key3}`;
    const actions = ["elasticfilesystem:ClientMount", ...level === "rw" ? ["elasticfilesystem:ClientWrite"] : []];
    return {
      variables: { [variableName2(key3, "PATH")]: path },
      statements: [
        allow(actions, [this.fileSystem.arn], {
          StringEquals: { "elasticfilesystem:AccessPointArn": this.accessPoint.arn }
        })
      ],
      reach: [{ securityGroup: this.securityGroup.id, port: nfs, why: `${this.#props.product} ${this.#props.name}` }],
      mounts: [
        {
          fileSystem: this.#mounted(),
          accessPoint: this.accessPoint.id,
          path,
          readOnly: level === "r"
        }
      ]
    };
  }
};
function restoreFirst(recoveryPoint, { kmsKey }) {
  return {
    condition: '${path.module == ""}',
    errorMessage: `restore ${recoveryPoint} first, into a file system of its own: aws backup start-restore-job --recovery-point-arn ${recoveryPoint} --iam-role-arn ROLE --metadata newFileSystem=true,Encrypted=true,KmsKeyId=${kmsKey},PerformanceMode=generalPurpose,CreationToken=restored; then write the id it made (fs-...) as restoreFrom`
  };
}

// modules/queue/queue.ts
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue/index.js";
import { Construct as Construct27 } from "constructs";

// modules/queue/alarms.ts
var waitingSeconds = {
  production: 300,
  staging: 900,
  development: 3600,
  ephemeral: 3600
};
var metric2 = (name3, queue) => ({
  namespace: "AWS/SQS",
  name: name3,
  dimensions: { QueueName: queue },
  statistic: "Maximum"
});
function queueAlarms({ queueName, deadName }, environmentClass) {
  return {
    age: {
      metric: metric2("ApproximateAgeOfOldestMessage", queueName),
      comparison: ">",
      threshold: waitingSeconds[environmentClass],
      missing: "notBreaching",
      description: "Messages wait too long. See whether the consumers run and keep up."
    },
    dead: {
      metric: metric2("ApproximateNumberOfMessagesVisible", deadName),
      comparison: ">",
      threshold: 0,
      datapoints: { breaching: 1, of: 1 },
      missing: "notBreaching",
      description: "Messages failed too often and lie in the dead-letter queue. Read one, mend its consumer, then start a redrive."
    }
  };
}

// modules/queue/settings.ts
var longestVisibilitySeconds = 43200;
var longestRetentionDays = 14;
function resolveQueue({ environment: environment2, product: product3, name: name3 }, spec) {
  const { order = "standard", handlerSeconds = 30, maxReceives = 5, retentionDays = 4, deadRetentionDays = 14 } = spec;
  const suffix = order === "fifo" ? ".fifo" : "";
  const named = (last) => resourceName(environment2, [product3, last], 80 - suffix.length) + suffix;
  const visibilitySeconds = 6 * handlerSeconds;
  if (!(handlerSeconds > 0) || visibilitySeconds > longestVisibilitySeconds)
    throw new Error(
      `handlerSeconds ${handlerSeconds}: write 1 to ${longestVisibilitySeconds / 6}; SQS hides a message for 12 hours at most`
    );
  if (!Number.isInteger(maxReceives) || maxReceives < 1 || maxReceives > 1e3)
    throw new Error(`maxReceives ${maxReceives}: write 1 to 1000`);
  if (!(retentionDays > 0) || deadRetentionDays > longestRetentionDays || deadRetentionDays < retentionDays)
    throw new Error(
      `retentionDays ${retentionDays} and deadRetentionDays ${deadRetentionDays}: the second is at least the first and at most ${longestRetentionDays}`
    );
  return {
    order,
    maxReceives,
    retentionDays,
    deadRetentionDays,
    deletion: spec.deletion ?? "allowed",
    queueName: named(name3),
    // No data store has an underscore in its name: this is never the queue of another one.
    deadName: named(`${name3}_dead`),
    visibilitySeconds
  };
}

// modules/queue/queue.ts
var actionsOf = {
  send: ["sqs:SendMessage", "sqs:GetQueueUrl", "sqs:GetQueueAttributes"],
  receive: [
    "sqs:ReceiveMessage",
    "sqs:DeleteMessage",
    "sqs:ChangeMessageVisibility",
    "sqs:GetQueueUrl",
    "sqs:GetQueueAttributes"
  ]
};
var Queue = class extends Construct27 {
  settings;
  queue;
  /** Where messages go that were received `maxReceives` times and never deleted. */
  dead;
  alarms;
  #props;
  constructor(scope, id, props) {
    super(scope, id);
    this.#props = props;
    const { environment: environment2, product: product3, name: name3 } = props;
    const settings = this.settings = resolvedAt(this, () => resolveQueue(props, props));
    const arn = (queueName) => `arn:aws:sqs:${environment2.region}:${environment2.account}:${queueName}`;
    const common = (queueName) => ({
      name: queueName,
      ...settings.order === "fifo" && { fifoQueue: true },
      kmsMasterKeyId: environment2.kmsKey,
      kmsDataKeyReusePeriodSeconds: 300,
      receiveWaitTimeSeconds: 20,
      policy: policyDocument([
        to("anyone", deny(["sqs:*"], [arn(queueName)], { Bool: { "aws:SecureTransport": "false" } }))
      ]),
      lifecycle: keptBy(settings.deletion)
    });
    this.dead = new SqsQueue(this, "dead", {
      ...common(settings.deadName),
      messageRetentionSeconds: settings.deadRetentionDays * 86400,
      redriveAllowPolicy: JSON.stringify({
        redrivePermission: "byQueue",
        sourceQueueArns: [arn(settings.queueName)]
      })
    });
    this.queue = new SqsQueue(this, "queue", {
      ...common(settings.queueName),
      messageRetentionSeconds: settings.retentionDays * 86400,
      visibilityTimeoutSeconds: settings.visibilitySeconds,
      redrivePolicy: JSON.stringify({ deadLetterTargetArn: this.dead.arn, maxReceiveCount: settings.maxReceives }),
      ...props.overrides
    });
    this.alarms = new Alarms(this, "alarms", {
      environment: environment2,
      subject: [product3, name3],
      rules: queueAlarms(settings, environment2.class),
      ...props.alarms !== void 0 && { overrides: props.alarms }
    });
  }
  /** What a consumer gets: the address, and the right to send, to receive, or both. */
  use(level, key3) {
    const levels = level === "both" ? ["send", "receive"] : [level];
    const actions = [...new Set(levels.flatMap((one) => actionsOf[one]))];
    const crypto = keyThrough(
      this.#props.environment,
      "sqs",
      level === "receive" ? ["kms:Decrypt"] : ["kms:Decrypt", "kms:GenerateDataKey"]
    );
    return {
      variables: { [variableName2(key3, "URL")]: this.queue.url },
      statements: [allow(actions, [this.queue.arn]), crypto],
      reach: [],
      mounts: []
    };
  }
};

// modules/storage/bucket.ts
import { S3BucketCorsConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-cors-configuration/index.js";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging/index.js";
import { Construct as Construct28 } from "constructs";

// modules/storage/settings.ts
function resolveBucket({ environment: environment2, product: product3, name: name3 }, spec) {
  const { noncurrentDays = 90, browserOrigins = [], accessLogs: accessLogs2 = "off" } = spec;
  if (!Number.isInteger(noncurrentDays) || noncurrentDays < 1)
    throw new Error(`noncurrentDays ${noncurrentDays}: write at least 1`);
  for (const origin of browserOrigins)
    if (!/^https:\/\/[^/*]+$/.test(origin))
      throw new Error(`browserOrigins: "${origin}" is not an origin; write https://shop.example.com`);
  return {
    // Names are one space for all of AWS, so that the account is in it. Dots would break TLS.
    bucketName: shortened([environment2.company, environment2.name, product3, name3, environment2.account].join("-"), 63),
    deletion: spec.deletion ?? classDefaults[environment2.class].deletion,
    contents: environment2.class === "ephemeral" ? "deletedWithIt" : "kept",
    noncurrentDays,
    browserOrigins,
    accessLogs: accessLogs2
  };
}

// modules/storage/bucket.ts
var Bucket = class extends Construct28 {
  settings;
  bucket;
  policy;
  #props;
  constructor(scope, id, props) {
    super(scope, id);
    this.#props = props;
    const { environment: environment2 } = props;
    const settings = this.settings = resolvedAt(this, () => resolveBucket(props, props));
    const made = new PrivateBucket(this, "bucket", {
      name: settings.bucketName,
      deletion: settings.deletion,
      kmsKey: environment2.kmsKey,
      noncurrentDays: settings.noncurrentDays,
      statements: (arn) => [
        to("anyone", deny(["s3:*"], [arn, `${arn}/*`], { NumericLessThan: { "s3:TlsVersion": "1.2" } }))
      ],
      overrides: { forceDestroy: settings.contents === "deletedWithIt", ...props.overrides }
    });
    this.bucket = made.bucket;
    this.policy = made.policy;
    const bucket = this.bucket.id;
    if (settings.browserOrigins.length > 0)
      new S3BucketCorsConfiguration(this, "cors", {
        bucket,
        corsRule: [
          {
            allowedMethods: ["GET", "HEAD", "PUT", "POST"],
            allowedOrigins: [...settings.browserOrigins],
            allowedHeaders: ["*"],
            exposeHeaders: ["ETag"],
            maxAgeSeconds: 3600
          }
        ]
      });
    if (settings.accessLogs === "on")
      new S3BucketLoggingA(this, "logs", {
        bucket,
        targetBucket: environment2.logBucket,
        targetPrefix: `s3/${settings.bucketName}/`
      });
  }
  /** What a consumer gets: the name, and the objects to read, or to read and write. */
  use(level, key3) {
    const objects = [`${this.bucket.arn}/*`];
    const { environment: environment2 } = this.#props;
    return {
      variables: { [variableName2(key3, "BUCKET")]: this.bucket.bucket },
      statements: level === "r" ? [
        allow(["s3:ListBucket", "s3:GetBucketLocation"], [this.bucket.arn]),
        allow(["s3:GetObject"], objects),
        keyThrough(environment2, "s3", ["kms:Decrypt"])
      ] : [
        allow(["s3:ListBucket", "s3:GetBucketLocation", "s3:ListBucketMultipartUploads"], [this.bucket.arn]),
        allow(
          [
            "s3:GetObject",
            "s3:PutObject",
            "s3:DeleteObject",
            "s3:AbortMultipartUpload",
            "s3:ListMultipartUploadParts"
          ],
          objects
        ),
        keyThrough(environment2, "s3", ["kms:Decrypt", "kms:GenerateDataKey"])
      ],
      reach: [],
      mounts: []
    };
  }
};

// stacks/product/data.ts
var readOrWrite = (level) => level === "r" ? "r" : "rw";
var sendOrReceive = (level) => level === "send" || level === "receive" ? level : "both";
var restored = ({ restoreFrom }) => restoreFrom === void 0 ? {} : { restoreFrom };
function database(scope, base, written3) {
  const { version: version2, type, storage: storage2 } = written3;
  const spec = { ...base, version: version2, type, storageGiB: inGiB(storage2), ...restored(written3) };
  const kind = written3.kind === "sqlserver" ? { kind: written3.kind, edition: written3.edition } : { kind: written3.kind };
  const made = new Database(scope, base.name, { ...spec, ...kind });
  return { use: (level, key3) => made.use(readOrWrite(level), key3), alarms: made.alarms.arns };
}
function cache2(scope, base, { kind, type, version: version2 }) {
  const made = new Cache(scope, base.name, { ...base, kind, type, ...version2 !== void 0 && { version: version2 } });
  return { use: (level, key3) => made.use(readOrWrite(level), key3), alarms: made.alarms.arns };
}
function make(scope, store, { environment: environment2, product: product3, deletion }) {
  const name3 = identityOf(store);
  const allowed = deletion[name3];
  const base = { environment: environment2, product: product3, name: name3, ...allowed !== void 0 && { deletion: allowed } };
  if ("storage" in store) return database(scope, base, store);
  if (store.kind === "valkey" || store.kind === "memcached") return cache2(scope, base, store);
  if (store.kind === "files") {
    const made2 = new FileSystem(scope, name3, { ...base, ...restored(store) });
    return { use: (level, key3) => made2.use(readOrWrite(level), key3), alarms: made2.alarms.arns };
  }
  if (store.kind === "mail") {
    const made2 = new Mail(scope, name3, { environment: environment2, product: product3, name: name3, domain: store.domain });
    return { use: (_, key3) => made2.use("send", key3), alarms: made2.alarms.arns };
  }
  if (store.kind === "bucket") {
    const made2 = new Bucket(scope, name3, base);
    return { use: (level, key3) => made2.use(readOrWrite(level), key3), alarms: [] };
  }
  const made = new Queue(scope, name3, base);
  return { use: (level, key3) => made.use(sendOrReceive(level), key3), alarms: made.alarms.arns };
}
var Data = class extends Construct29 {
  stores;
  /** What must not be destroyed, by the names that it was made under. */
  stateful;
  constructor(scope, id, stores, place) {
    super(scope, id);
    this.stores = Object.fromEntries(Object.entries(stores).map(([name3, store]) => [name3, make(this, store, place)]));
    this.stateful = statefulData(stores);
  }
  get alarms() {
    return Object.values(this.stores).flatMap(({ alarms }) => alarms);
  }
  /** What a consumer gets, by the name of the store. The estate's loader has checked names and levels. */
  uses(wanted) {
    return Object.fromEntries(
      Object.entries(wanted).flatMap(([name3, level]) => {
        const store = this.stores[name3];
        return store === void 0 ? [] : [[name3, store.use(level, name3)]];
      })
    );
  }
};
var passing = /* @__PURE__ */ new Set(["queue", "mail", "memcached"]);
function statefulData(stores) {
  return Object.values(stores).flatMap((store) => passing.has(store.kind) ? [] : [identityOf(store)]);
}

// stacks/product/environment.ts
function environmentRef(estate, { name: name3, class: kind, account: account2, cidr, azs }, foundation2) {
  const tier = (of) => {
    const subnets = foundation2.at("subnets").at(of);
    return Object.fromEntries(azs.map((az) => [az, subnets.at(az).text()]));
  };
  const said = (key3) => foundation2.at(key3).text();
  return {
    company: estate.company,
    name: name3,
    class: kind,
    account: account2,
    region: estate.region,
    cidr,
    // Known without asking: paths of parameters become names of resources, which a plan should show.
    parameterPath: `/${name3}`,
    vpc: said("vpc"),
    subnets: { public: tier("public"), private: tier("private"), data: tier("data") },
    cluster: said("cluster"),
    kmsKey: said("kmsKey"),
    alarmTopic: said("alarmTopic"),
    logBucket: said("logBucket")
  };
}
function ingressAllocations(addresses2, product3, azs) {
  const mine = addresses2.at("ingress").at(product3);
  return Object.fromEntries(azs.map((az) => [az, mine.at(az).at("allocation").text()]));
}

// modules/ingress/alarms.ts
var ingressLimits = {
  production: { errorPercent: 1, errors: 10, p95Seconds: 1 },
  staging: { errorPercent: 5, errors: 50, p95Seconds: 2 },
  development: { errorPercent: 10, errors: 100, p95Seconds: 5 },
  ephemeral: { errorPercent: 10, errors: 100, p95Seconds: 5 }
};
var metricsOf = (namespace, dimensions) => (name3, statistic) => ({ namespace, name: name3, dimensions, statistic });
function balancerAlarms(loadBalancer, kind) {
  const { errorPercent, errors, p95Seconds } = ingressLimits[kind];
  const metric3 = metricsOf("AWS/ApplicationELB", { LoadBalancer: loadBalancer });
  return {
    "target-5xx": {
      metric: {
        // Below 20 requests a minute one error says nothing.
        expression: "IF(requests >= 20, 100 * FILL(failed, 0) / requests, 0)",
        label: "answers 5xx, in percent",
        of: { requests: metric3("RequestCount", "Sum"), failed: metric3("HTTPCode_Target_5XX_Count", "Sum") }
      },
      comparison: ">",
      threshold: errorPercent,
      missing: "notBreaching",
      description: "The application answers more than this percentage of requests with errors. See its log."
    },
    "alb-5xx": {
      metric: metric3("HTTPCode_ELB_5XX_Count", "Sum"),
      comparison: ">",
      threshold: errors,
      missing: "notBreaching",
      description: "The load balancer answers with errors itself: no healthy target, or targets that close or time out."
    },
    "latency-p95": {
      metric: metric3("TargetResponseTime", "p95"),
      comparison: ">",
      threshold: p95Seconds,
      missing: "notBreaching",
      description: "One request in twenty takes longer than this, in seconds."
    },
    rejected: {
      metric: metric3("RejectedConnectionCount", "Sum"),
      comparison: ">",
      threshold: 0,
      missing: "notBreaching",
      description: "The load balancer has as many connections as it can have, and refuses more."
    },
    "target-connections": {
      metric: metric3("TargetConnectionErrorCount", "Sum"),
      comparison: ">",
      threshold: errors,
      missing: "notBreaching",
      description: "Targets do not accept connections: wrong port, a security group, or a process that is down."
    }
  };
}
function targetAlarms(loadBalancer, targetGroup) {
  const metric3 = metricsOf("AWS/ApplicationELB", { LoadBalancer: loadBalancer, TargetGroup: targetGroup });
  return {
    unhealthy: {
      metric: metric3("UnHealthyHostCount", "Maximum"),
      comparison: ">",
      threshold: 0,
      missing: "notBreaching",
      datapoints: { breaching: 5, of: 10 },
      description: "A target fails its health check."
    },
    "none-healthy": {
      metric: metric3("HealthyHostCount", "Maximum"),
      comparison: "<",
      threshold: 1,
      missing: "breaching",
      description: "Nothing is healthy: clients get errors."
    }
  };
}
function networkAlarms(loadBalancer, targetGroup) {
  const namespace = "AWS/NetworkELB";
  const whole2 = metricsOf(namespace, { LoadBalancer: loadBalancer });
  const behind = metricsOf(namespace, { LoadBalancer: loadBalancer, TargetGroup: targetGroup });
  return {
    unreachable: {
      metric: behind("HealthyHostCount", "Maximum"),
      comparison: "<",
      threshold: 1,
      missing: "breaching",
      description: "The addresses lead nowhere: the NLB has nothing healthy behind it."
    },
    ports: {
      metric: whole2("PortAllocationErrorCount", "Sum"),
      comparison: ">",
      threshold: 0,
      missing: "notBreaching",
      description: "The NLB has no free ports towards its targets: add targets."
    }
  };
}

// modules/ingress/application.ts
import { Lb } from "@cdktf/provider-aws/lib/lb/index.js";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener/index.js";
import { LbListenerCertificate } from "@cdktf/provider-aws/lib/lb-listener-certificate/index.js";
import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule/index.js";
import { SecurityGroup as SecurityGroup5 } from "@cdktf/provider-aws/lib/security-group/index.js";
import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association/index.js";
import { Construct as Construct31 } from "constructs";

// modules/ingress/target-group.ts
import { createHash as createHash4 } from "node:crypto";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group/index.js";
import { LbTargetGroupAttachment } from "@cdktf/provider-aws/lib/lb-target-group-attachment/index.js";
import { VpcSecurityGroupEgressRule as VpcSecurityGroupEgressRule2 } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule/index.js";
import { Construct as Construct30 } from "constructs";
function targetGroupName(environment2, parts, fixed2) {
  const digest = createHash4("sha256").update(fixed2.join(" ")).digest("hex").slice(0, 4);
  return resourceName(environment2, [...parts, digest], 32);
}
var TargetGroup = class extends Construct30 {
  group;
  constructor(scope, id, props) {
    super(scope, id);
    const { environment: environment2, product: product3, target: target2 } = props;
    const { health } = target2;
    this.group = new LbTargetGroup(this, "group", {
      name: targetGroupName(environment2, [product3, target2.name], [target2.type, target2.protocol, target2.port]),
      vpcId: environment2.vpc,
      targetType: target2.type,
      port: target2.port,
      protocol: target2.protocol,
      deregistrationDelay: String(target2.deregistrationSeconds),
      healthCheck: {
        protocol: target2.protocol,
        path: health.path,
        matcher: health.codes,
        interval: health.intervalSeconds,
        timeout: health.timeoutSeconds,
        healthyThreshold: health.healthyAfter,
        unhealthyThreshold: health.unhealthyAfter
      },
      ...target2.stickySeconds !== void 0 && {
        stickiness: { type: "lb_cookie", enabled: true, cookieDuration: target2.stickySeconds }
      },
      lifecycle: { createBeforeDestroy: true },
      ...props.overrides
    });
    for (const address of target2.addresses)
      new LbTargetGroupAttachment(this, address, {
        targetGroupArn: this.group.arn,
        targetId: address,
        port: target2.port,
        // Addresses outside the VPC belong to no zone.
        availabilityZone: "all"
      });
  }
};
var LegacyRules = class extends Construct30 {
  constructor(scope, id, props) {
    super(scope, id);
    for (const address of props.addresses)
      new VpcSecurityGroupEgressRule2(this, address, {
        securityGroupId: props.from,
        cidrIpv4: `${address}/32`,
        ipProtocol: "tcp",
        fromPort: props.port,
        toPort: props.port,
        description: `to ${address} in the datacenter`
      });
  }
};

// modules/ingress/application.ts
var tlsPolicy2 = "ELBSecurityPolicy-TLS13-1-2-2021-06";
var aliveRule = { path: "/.well-known/load-balancer", priority: 1 };
var ApplicationBalancer = class extends Construct31 {
  group;
  alb;
  http;
  https;
  targetGroups;
  routes;
  #settings;
  constructor(scope, id, props) {
    super(scope, id);
    const { environment: environment2, product: product3, spec, settings, overrides } = props;
    this.#settings = settings;
    this.group = new SecurityGroup5(this, "group", {
      name: resourceName(environment2, [product3, "ingress", "alb"], 255),
      description: `ALB of ${product3}`,
      vpcId: environment2.vpc
    });
    this.alb = new Lb(this, "alb", {
      name: resourceName(environment2, [product3, "alb"], 32),
      loadBalancerType: "application",
      internal: spec.kind !== "public",
      subnets: subnetsOf(environment2, spec.kind, settings.azs),
      securityGroups: [this.group.id],
      dropInvalidHeaderFields: true,
      desyncMitigationMode: "defensive",
      idleTimeout: settings.idleSeconds,
      enableDeletionProtection: settings.deletion === "refused",
      accessLogs: { enabled: true, bucket: environment2.logBucket, prefix: `${product3}-alb` },
      lifecycle: keptBy(settings.deletion),
      ...overrides.alb
    });
    this.targetGroups = Object.fromEntries(
      settings.targets.map((target2) => {
        const override = overrides.targetGroups?.[target2.name];
        const group = new TargetGroup(this, `target-${target2.name}`, {
          environment: environment2,
          product: product3,
          target: target2,
          ...override !== void 0 && { overrides: override }
        });
        if (target2.addresses.length > 0)
          new LegacyRules(group, "rules", { from: this.group.id, addresses: target2.addresses, port: target2.port });
        return [target2.name, group];
      })
    );
    const notFound = fixedAnswer("404", "Not found");
    const { certificate } = spec;
    this.http = new LbListener(this, "http", {
      loadBalancerArn: this.alb.arn,
      port: 80,
      protocol: "HTTP",
      defaultAction: [
        certificate === void 0 ? notFound : { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } }
      ],
      ...overrides.http
    });
    if (certificate !== void 0)
      this.https = new LbListener(this, "https", {
        loadBalancerArn: this.alb.arn,
        port: 443,
        protocol: "HTTPS",
        sslPolicy: tlsPolicy2,
        certificateArn: certificate,
        defaultAction: [notFound],
        ...overrides.https
      });
    const listener = this.https ?? this.http;
    for (const [name3, certificateArn] of Object.entries(spec.moreCertificates ?? {}))
      new LbListenerCertificate(this, `certificate-${name3}`, { listenerArn: listener.arn, certificateArn });
    if (spec.kind === "static")
      new LbListenerRule(this, "alive", {
        listenerArn: listener.arn,
        priority: aliveRule.priority,
        action: [fixedAnswer("200", "OK")],
        condition: [{ pathPattern: { values: [aliveRule.path] } }]
      });
    this.routes = Object.fromEntries(
      settings.routes.map((route) => [
        route.path,
        new LbListenerRule(this, `route-${route.path}`, {
          listenerArn: listener.arn,
          priority: route.priority,
          action: [this.#forward(route)],
          condition: [
            { pathPattern: { values: [...route.patterns] } },
            ...route.hosts.length > 0 ? [{ hostHeader: { values: [...route.hosts] } }] : []
          ],
          ...overrides.routes?.[route.path]
        })
      ])
    );
    if (spec.waf !== void 0)
      new Wafv2WebAclAssociation(this, "waf", { resourceArn: this.alb.arn, webAclArn: spec.waf });
  }
  /** @throws where there is no such target */
  target(name3) {
    const { group } = this.#targetGroup(name3);
    return {
      arn: group.arn,
      securityGroup: this.group.id,
      metric: group.arnSuffix,
      loadBalancer: this.alb.arnSuffix,
      after: this.#settings.routes.flatMap(({ path, weights }) => {
        const rule2 = weights.some(([target2]) => target2 === name3) ? this.routes[path] : void 0;
        return rule2 === void 0 ? [] : [rule2];
      })
    };
  }
  #targetGroup(name3) {
    const group = this.targetGroups[name3];
    if (group === void 0)
      throw new Error(`there is no target ${name3}; there are ${Object.keys(this.targetGroups).join(", ") || "none"}`);
    return group;
  }
  #forward({ weights }) {
    const [only, ...more] = weights.map(([name3, weight]) => ({ arn: this.#targetGroup(name3).group.arn, weight }));
    if (only !== void 0 && more.length === 0) return { type: "forward", targetGroupArn: only.arn };
    return { type: "forward", forward: { targetGroup: only === void 0 ? [] : [only, ...more] } };
  }
};
function fixedAnswer(statusCode, messageBody) {
  return { type: "fixed-response", fixedResponse: { contentType: "text/plain", messageBody, statusCode } };
}
function subnetsOf(environment2, kind, azs) {
  const there = environment2.subnets[kind === "public" ? "public" : "private"];
  const chosen = kind === "static" ? Object.keys(there) : azs;
  return chosen.flatMap((az) => there[az] ?? []);
}

// modules/ingress/ingress.ts
import { VpcSecurityGroupIngressRule as VpcSecurityGroupIngressRule4 } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule/index.js";
import { Construct as Construct33 } from "constructs";

// modules/ingress/network.ts
import { Lb as Lb2 } from "@cdktf/provider-aws/lib/lb/index.js";
import { LbListener as LbListener2 } from "@cdktf/provider-aws/lib/lb-listener/index.js";
import { LbTargetGroup as LbTargetGroup2 } from "@cdktf/provider-aws/lib/lb-target-group/index.js";
import { LbTargetGroupAttachment as LbTargetGroupAttachment2 } from "@cdktf/provider-aws/lib/lb-target-group-attachment/index.js";
import { SecurityGroup as SecurityGroup6 } from "@cdktf/provider-aws/lib/security-group/index.js";
import { VpcSecurityGroupIngressRule as VpcSecurityGroupIngressRule3 } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule/index.js";
import { Construct as Construct32 } from "constructs";
var NetworkBalancer = class extends Construct32 {
  group;
  nlb;
  /** By port. */
  listeners;
  /** By port; each leads to the ALB's listener of that port. */
  targetGroups;
  legacy;
  constructor(scope, id, props) {
    super(scope, id);
    const { environment: environment2, product: product3, application, settings } = props;
    const { passThrough: passThrough2 } = settings;
    const tls = application.https !== void 0;
    this.group = new SecurityGroup6(this, "group", {
      name: resourceName(environment2, [product3, "ingress", "nlb"], 255),
      description: `NLB of ${product3}`,
      vpcId: environment2.vpc
    });
    this.nlb = new Lb2(this, "nlb", {
      name: resourceName(environment2, [product3, "nlb"], 32),
      loadBalancerType: "network",
      internal: false,
      // Only possible when it is made: a load balancer without a security group never gets one.
      securityGroups: [this.group.id],
      subnetMapping: Object.entries(props.allocations).map(([az, allocationId]) => ({
        subnetId: environment2.subnets.public[az] ?? "",
        allocationId
      })),
      // Otherwise a zone whose targets fail drops its address from DNS, while partners still call it.
      enableCrossZoneLoadBalancing: true,
      enableDeletionProtection: settings.deletion === "refused",
      lifecycle: keptBy(settings.deletion),
      ...props.overrides
    });
    if (passThrough2 !== void 0) this.legacy = this.#passThrough(props, passThrough2);
    const ports = tls ? [443, 80] : [80];
    this.targetGroups = Object.fromEntries(ports.map((port2) => [port2, this.#toApplication(props, port2)]));
    const open2 = passThrough2 === void 0 || tls ? ports : [443, ...ports];
    this.listeners = Object.fromEntries(
      open2.map((port2) => {
        for (const [name3, cidrIpv4] of settings.from)
          new VpcSecurityGroupIngressRule3(this, `from-${name3}-${port2}`, {
            securityGroupId: this.group.id,
            cidrIpv4,
            ipProtocol: "tcp",
            fromPort: port2,
            toPort: port2,
            description: `${name3} to port ${port2}`
          });
        const listener = new LbListener2(this, `listener-${port2}`, {
          loadBalancerArn: this.nlb.arn,
          port: port2,
          protocol: "TCP",
          defaultAction: [this.#action(port2, passThrough2)]
        });
        return [port2, listener];
      })
    );
  }
  /** An ALB-type target group takes one ALB, at a port that the ALB listens on. */
  #toApplication({ environment: environment2, product: product3, application }, port2) {
    const tls = port2 === 443;
    const group = new LbTargetGroup2(this, `target-${port2}`, {
      name: targetGroupName(environment2, [product3, `alb${port2}`], ["alb", "TCP", port2]),
      vpcId: environment2.vpc,
      targetType: "alb",
      port: port2,
      protocol: "TCP",
      healthCheck: {
        protocol: tls ? "HTTPS" : "HTTP",
        path: aliveRule.path,
        // Port 80 beside TLS answers everything with a redirect.
        matcher: "200-399",
        interval: 10,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 2
      },
      lifecycle: { createBeforeDestroy: true }
    });
    new LbTargetGroupAttachment2(this, `alb-${port2}`, {
      targetGroupArn: group.arn,
      targetId: application.alb.arn,
      port: port2,
      // AWS refuses an ALB that does not listen there yet.
      dependsOn: [tls && application.https !== void 0 ? application.https : application.http]
    });
    new Connection(this, `to-alb-${port2}`, {
      from: this.group.id,
      to: { securityGroup: application.group.id, port: port2, why: `NLB of ${product3} to its ALB` }
    });
    return group;
  }
  #passThrough({ environment: environment2, product: product3 }, { addresses: addresses2, port: port2, proxyProtocol }) {
    const group = new LbTargetGroup2(this, "legacy", {
      name: targetGroupName(environment2, [product3, "legacy"], ["ip", "TCP", port2]),
      vpcId: environment2.vpc,
      targetType: "ip",
      port: port2,
      protocol: "TCP",
      preserveClientIp: "false",
      proxyProtocolV2: proxyProtocol === "v2",
      deregistrationDelay: "30",
      healthCheck: { protocol: "TCP", interval: 10, timeout: 10, healthyThreshold: 3, unhealthyThreshold: 3 },
      lifecycle: { createBeforeDestroy: true }
    });
    for (const address of addresses2)
      new LbTargetGroupAttachment2(this, `legacy-${address}`, {
        targetGroupArn: group.arn,
        targetId: address,
        port: port2,
        availabilityZone: "all"
      });
    new LegacyRules(this, "legacy-rules", { from: this.group.id, addresses: addresses2, port: port2 });
    return group;
  }
  #action(port2, passThrough2) {
    const application = this.targetGroups[port2];
    if (port2 !== 443 || this.legacy === void 0 || passThrough2 === void 0)
      return { type: "forward", targetGroupArn: application?.arn ?? "" };
    if (application === void 0) return { type: "forward", targetGroupArn: this.legacy.arn };
    return {
      type: "forward",
      forward: {
        targetGroup: [
          { arn: this.legacy.arn, weight: passThrough2.weight },
          { arn: application.arn, weight: 100 - passThrough2.weight }
        ]
      }
    };
  }
};

// modules/ingress/routes.ts
import { createHash as createHash5 } from "node:crypto";
var longestPath = 128;
var firstDerived = 100;
var slots = 388;
function priorityOf(path) {
  const slot = createHash5("sha256").update(path).digest().readUInt32BE(0) % slots;
  return firstDerived + (longestPath - path.length) * slots + slot;
}
function patternsOf(path) {
  if (/[*?]/.test(path)) return [path];
  return path.endsWith("/") ? [`${path}*`] : [path, `${path}/*`];
}
function isSpec(written3) {
  return typeof written3 === "object" && "to" in written3 && typeof written3.to !== "number";
}
function resolveRoutes(routes, targets) {
  const byPriority = /* @__PURE__ */ new Map();
  return Object.entries(routes).map(([path, written3]) => {
    const spec = isSpec(written3) ? written3 : { to: written3 };
    if (path.length > longestPath || !/^\/[A-Za-z0-9_.$/~"'@:+&*?-]*$/.test(path))
      throw new Error(
        `route ${path}: a load balancer cannot match this; write a path of at most ${longestPath} letters, digits and _ - . $ / ~ " ' @ : + &, with * and ? as wildcards`
      );
    const weights = Object.entries(typeof spec.to === "string" ? { [spec.to]: 1 } : spec.to);
    for (const [target2, weight] of weights) {
      if (!targets.includes(target2))
        throw new Error(`route ${path}: there is no target ${target2}; there are ${targets.join(", ") || "none"}`);
      if (!Number.isInteger(weight) || weight < 0 || weight > 999)
        throw new Error(`route ${path}: weight ${weight} of ${target2}; write a whole number from 0 to 999`);
    }
    if (weights.length === 0 || weights.length > 5)
      throw new Error(`route ${path}: ${weights.length} targets; a route has one to five`);
    const { hosts = [], priority = priorityOf(path) } = spec;
    if (!Number.isInteger(priority) || priority < 2 || priority > 5e4)
      throw new Error(`route ${path}: priority ${priority}; write a whole number from 2 to 50000`);
    const taken = byPriority.get(priority);
    if (taken !== void 0)
      throw new Error(
        `routes ${taken} and ${path} both have priority ${priority}; give one of them a priority of 2 to 99`
      );
    byPriority.set(priority, path);
    for (const host of hosts)
      if (!/^[A-Za-z0-9*?.-]{1,128}$/.test(host))
        throw new Error(`route ${path}: ${host} is not a host name; write shop.example or *.shop.example`);
    const patterns = patternsOf(path);
    if (patterns.length + hosts.length > 5)
      throw new Error(
        `route ${path}: ${hosts.length} hosts; a rule matches at most 5 values, paths and hosts together`
      );
    return { path, patterns, hosts, priority, weights };
  });
}

// modules/ingress/targets.ts
import { isIPv4 } from "node:net";
var healthDefaults = {
  path: "/",
  codes: "200-299",
  intervalSeconds: 15,
  timeoutSeconds: 5,
  healthyAfter: 2,
  unhealthyAfter: 3
};
function resolveTarget(name3, spec) {
  const { kind, port: port2 } = spec;
  const addresses2 = kind === "legacy" ? spec.addresses : [];
  if (!Number.isInteger(port2) || port2 < 1 || port2 > 65535)
    throw new Error(`target ${name3}: port ${port2}; write 1 to 65535`);
  if (kind === "legacy") checkAddresses(`target ${name3}`, addresses2);
  const health = { ...healthDefaults, ...spec.health };
  if (!/^\/[A-Za-z0-9_.~!$&'()*+,;=:@%?/-]*$/.test(health.path))
    throw new Error(`target ${name3}: health path ${health.path}; write a path that begins with /: /healthz`);
  if (health.timeoutSeconds >= health.intervalSeconds)
    throw new Error(
      `target ${name3}: a health check every ${health.intervalSeconds} s cannot wait ${health.timeoutSeconds} s; make the timeout shorter than the interval`
    );
  return {
    name: name3,
    kind,
    type: kind === "fleet" ? "instance" : "ip",
    port: port2,
    protocol: spec.protocol ?? (kind === "legacy" && port2 === 443 ? "HTTPS" : "HTTP"),
    health,
    deregistrationSeconds: spec.deregistrationSeconds ?? 30,
    ...spec.stickySeconds !== void 0 && { stickySeconds: spec.stickySeconds },
    addresses: addresses2
  };
}
function checkAddresses(what, addresses2) {
  if (addresses2.length === 0) throw new Error(`${what}: no address; name at least one address in the datacenter`);
  for (const address of addresses2)
    if (!isIPv4(address)) throw new Error(`${what}: ${address} is not an IPv4 address; write 192.168.0.10`);
}

// modules/ingress/resolve.ts
function resolveIngress2(spec, environment2) {
  const there = environment2.subnets[spec.kind === "internal" ? "private" : "public"];
  const azs = spec.kind === "static" ? Object.keys(spec.allocations) : spec.azs ?? Object.keys(there);
  for (const az of azs)
    if (!Object.hasOwn(there, az))
      throw new Error(`no subnet in ${az}; the environment has ${Object.keys(there).join(", ") || "none"}`);
  if (azs.length === 0) throw new Error("no availability zone; it needs at least one");
  if (spec.kind !== "static" && azs.length < 2)
    throw new Error(`only ${azs.join(", ")}; an ALB needs subnets in two availability zones`);
  const targets = Object.entries(spec.targets).map(([name3, target2]) => resolveTarget(name3, target2));
  const routes = resolveRoutes(
    spec.routes,
    targets.map(({ name: name3 }) => name3)
  );
  const passThrough2 = spec.kind === "static" ? resolvePassThrough(spec) : void 0;
  if (routes.length === 0 && passThrough2 === void 0)
    throw new Error("no route; write what answers: routes: { '/': 'web' }");
  if (environment2.class === "production" && spec.certificate === void 0 && routes.length > 0)
    throw new Error("production speaks TLS only; give the ARN of an issued certificate");
  const everyone = spec.kind === "internal" ? { vpc: environment2.cidr } : { everyone: "0.0.0.0/0" };
  return {
    routes,
    targets,
    azs,
    from: Object.entries(spec.from ?? everyone),
    deletion: spec.deletion ?? classDefaults[environment2.class].deletion,
    idleSeconds: spec.idleSeconds ?? 60,
    ...passThrough2 !== void 0 && { passThrough: passThrough2 }
  };
}
function resolvePassThrough({
  passThrough: passThrough2,
  certificate
}) {
  if (passThrough2 === void 0) return void 0;
  const { addresses: addresses2, port: port2 = 443, weight = 100, proxyProtocol = "off" } = passThrough2;
  checkAddresses("passThrough", addresses2);
  if (!Number.isInteger(weight) || weight < 0 || weight > 100)
    throw new Error(`passThrough: weight ${weight}; write how many of 100 connections go to the datacenter`);
  if (weight < 100 && certificate === void 0)
    throw new Error("passThrough: a weight below 100 sends connections to the ALB, which needs a certificate for them");
  return { addresses: addresses2, port: port2, weight, proxyProtocol };
}

// modules/ingress/ingress.ts
var Ingress = class extends Construct33 {
  settings;
  application;
  network;
  alarms;
  constructor(scope, id, props) {
    super(scope, id);
    const { environment: environment2, product: product3, overrides = {} } = props;
    const settings = this.settings = resolvedAt(this, () => resolveIngress2(props, environment2));
    this.application = new ApplicationBalancer(this, "application", {
      environment: environment2,
      product: product3,
      spec: props,
      settings,
      overrides
    });
    if (props.kind === "static")
      this.network = new NetworkBalancer(this, "network", {
        environment: environment2,
        product: product3,
        allocations: props.allocations,
        application: this.application,
        settings,
        ...overrides.nlb !== void 0 && { overrides: overrides.nlb }
      });
    else this.#open(settings);
    this.alarms = this.#alarms(props);
  }
  /** What a service or fleet registers in. @throws where there is no such target */
  target(name3) {
    return this.application.target(name3);
  }
  get alarmArns() {
    return this.alarms.flatMap(({ arns }) => arns);
  }
  #open(settings) {
    const { group, https } = this.application;
    for (const [name3, cidrIpv4] of settings.from)
      for (const port2 of https === void 0 ? [80] : [443, 80])
        new VpcSecurityGroupIngressRule4(this, `from-${name3}-${port2}`, {
          securityGroupId: group.id,
          cidrIpv4,
          ipProtocol: "tcp",
          fromPort: port2,
          toPort: port2,
          description: `${name3} to port ${port2}`
        });
  }
  #alarms({ environment: environment2, product: product3, alarms = {} }) {
    const { alb, targetGroups } = this.application;
    const make2 = (id, subject, rules2, overrides) => new Alarms(this, id, {
      environment: environment2,
      subject: [product3, "ingress", subject],
      rules: rules2,
      ...overrides !== void 0 && { overrides }
    });
    const network2 = this.network;
    const toLegacy = (this.settings.passThrough?.weight ?? 0) > 0 ? network2?.legacy : void 0;
    const main = toLegacy ?? network2?.targetGroups[443] ?? network2?.targetGroups[80];
    return [
      make2("alarms-alb", "alb", balancerAlarms(alb.arnSuffix, environment2.class), alarms.alb),
      ...Object.entries(targetGroups).map(
        ([name3, { group }]) => make2(`alarms-${name3}`, `target-${name3}`, targetAlarms(alb.arnSuffix, group.arnSuffix), alarms.targets?.[name3])
      ),
      ...network2 === void 0 || main === void 0 ? [] : [make2("alarms-nlb", "nlb", networkAlarms(network2.nlb.arnSuffix, main.arnSuffix), alarms.nlb)]
    ];
  }
};

// stacks/product/ingress.ts
var legacyName = (path) => `legacy-${path.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "") || "root"}`;
function portOf({ services, fleets }, kind, name3) {
  return (kind === "service" ? services[name3]?.port : fleets[name3]?.port) ?? 80;
}
function targetsOf(deployment, { to: to2, health }) {
  return Object.fromEntries(
    Object.entries(to2).map(([path, target2]) => {
      if (target2.kind === "legacy") {
        const { addresses: addresses2, port: port3 } = target2;
        return [legacyName(path), { kind: "legacy", addresses: addresses2, port: port3, health: { path: health } }];
      }
      const port2 = portOf(deployment, target2.kind, target2.name);
      return [target2.name, { kind: target2.kind, port: port2, health: { path: health } }];
    })
  );
}
function routesOf({ to: to2 }) {
  return Object.fromEntries(
    Object.entries(to2).map(([path, target2]) => [path, target2.kind === "legacy" ? legacyName(path) : target2.name])
  );
}
function passThrough({ kind, to: to2 }) {
  const [[path, target2] = [], ...others] = Object.entries(to2);
  if (kind !== "static" || others.length > 0 || path !== "/" || target2?.kind !== "legacy") return void 0;
  return target2.port === 443 ? { addresses: target2.addresses } : void 0;
}
function exposureOf(ingress3, allocations) {
  const through = passThrough(ingress3);
  if (ingress3.kind !== "static") return { kind: ingress3.kind, azs: ingress3.azs };
  return { kind: "static", allocations, ...through !== void 0 && { passThrough: through } };
}
function makeIngress(stack, deployment, place) {
  const { ingress: ingress3 } = deployment;
  if (ingress3.kind === "none") return void 0;
  const { environment: environment2, product: product3, certificate, deletion, allocations } = place;
  const through = passThrough(ingress3);
  return new Ingress(stack, "ingress", {
    environment: environment2,
    product: product3,
    ...exposureOf(ingress3, allocations),
    targets: through === void 0 ? targetsOf(deployment, ingress3) : {},
    routes: through === void 0 ? routesOf(ingress3) : {},
    ...certificate !== void 0 && { certificate },
    ...deletion !== void 0 && { deletion }
  });
}
function aliasOf({ network: network2, application }) {
  const { dnsName: dnsName2, zoneId: zoneId2 } = network2?.nlb ?? application.alb;
  return { dnsName: dnsName2, zoneId: zoneId2 };
}
function ingressContract(kind, ingress3) {
  if (ingress3 === void 0) return { kind, targetGroups: {} };
  const { network: network2, application } = ingress3;
  const { alb, targetGroups } = application;
  const open2 = network2 === void 0 ? { dnsName: alb.dnsName, zoneId: alb.zoneId } : {};
  return {
    kind,
    ...network2 !== void 0 && {
      nlb: { arn: network2.nlb.arn, dnsName: network2.nlb.dnsName, zoneId: network2.nlb.zoneId }
    },
    alb: { arn: alb.arn, metric: alb.arnSuffix, ...open2 },
    targetGroups: Object.fromEntries(Object.entries(targetGroups).map(([name3, { group }]) => [name3, group.arnSuffix]))
  };
}

// stacks/product/fleets.ts
import { Construct as Construct39 } from "constructs";

// modules/fleet/alarms.ts
var fleetLimits = {
  production: { cpuPercent: 85, memoryPercent: 90 },
  staging: { cpuPercent: 90, memoryPercent: 90 },
  development: { cpuPercent: 95, memoryPercent: 95 },
  ephemeral: { cpuPercent: 95, memoryPercent: 95 }
};
var metricsOf2 = (namespace, group) => (name3, statistic) => ({
  namespace,
  name: name3,
  dimensions: { AutoScalingGroupName: group },
  statistic
});
function diskAlarm(group, os) {
  const agent3 = metricsOf2("CWAgent", group);
  const description = "A disk is nearly full. Raise its size, or see what fills it.";
  const rule2 = { periodSeconds: 300, missing: "ignore", description };
  return os === "linux" ? { metric: agent3("disk_used_percent", "Maximum"), comparison: ">", threshold: 85, ...rule2 } : { metric: agent3("LogicalDisk % Free Space", "Minimum"), comparison: "<", threshold: 15, ...rule2 };
}
function memoryAlarm(group, os, kind) {
  const name3 = os === "linux" ? "mem_used_percent" : "Memory % Committed Bytes In Use";
  return {
    metric: metricsOf2("CWAgent", group)(name3, "Average"),
    comparison: ">",
    threshold: fleetLimits[kind].memoryPercent,
    periodSeconds: 300,
    missing: "ignore",
    description: "The machines are short of memory. Take a larger type."
  };
}
function fleetAlarms(group, os, kind) {
  const machine = metricsOf2("AWS/EC2", group);
  const whole2 = metricsOf2("AWS/AutoScaling", group);
  return {
    cpu: {
      metric: machine("CPUUtilization", "Average"),
      comparison: ">",
      threshold: fleetLimits[kind].cpuPercent,
      periodSeconds: 300,
      missing: "ignore",
      description: "The machines are busy. Raise the count, or take a larger type."
    },
    memory: memoryAlarm(group, os, kind),
    disk: diskAlarm(group, os),
    status: {
      metric: machine("StatusCheckFailed", "Maximum"),
      comparison: ">",
      threshold: 0,
      missing: "ignore",
      description: "A machine does not answer, or the host under it fails. The group replaces it; see its system log."
    },
    instances: {
      metric: {
        expression: "desired - inservice",
        label: "machines that are missing",
        of: {
          desired: whole2("GroupDesiredCapacity", "Average"),
          inservice: whole2("GroupInServiceInstances", "Average")
        }
      },
      comparison: ">",
      threshold: 0,
      datapoints: { breaching: 20, of: 20 },
      missing: "ignore",
      description: "Fewer machines are in service than should be: capacity, or a boot that fails. See the activity of the group and /var/log/cloud-init-output.log."
    }
  };
}

// modules/fleet/boot.ts
import { Token as Token3 } from "cdktf";

// modules/fleet/agent.ts
var dimension = "AutoScalingGroupName";
var bootLog = {
  linux: "/var/log/cloud-init-output.log",
  windows: String.raw`C:\ProgramData\Amazon\EC2Launch\log\*.log`
};
function measured2({ os, group, disks: disks3 }) {
  const of = { append_dimensions: { [dimension]: group } };
  if (os === "windows")
    return {
      LogicalDisk: { measurement: ["% Free Space"], resources: ["*"], ...of },
      Memory: { measurement: ["% Committed Bytes In Use"], ...of }
    };
  return {
    disk: {
      measurement: ["used_percent"],
      resources: ["/", ...disks3.map(({ mount: mount2 }) => mount2)],
      drop_device: true,
      ...of
    },
    mem: { measurement: ["used_percent"], ...of }
  };
}
function agentConfiguration(plan2) {
  const { os, logGroup, logs } = plan2;
  const files = Object.entries({ boot: bootLog[os], ...logs }).map(([name3, path]) => ({
    file_path: path,
    log_group_name: logGroup,
    log_stream_name: `{instance_id}/${name3}`
  }));
  return JSON.stringify({
    metrics: {
      namespace: "CWAgent",
      aggregation_dimensions: [[dimension]],
      metrics_collected: measured2(plan2)
    },
    logs: {
      logs_collected: {
        files: { collect_list: files },
        ...os === "windows" && {
          windows_events: {
            collect_list: ["System", "Application"].map((name3) => ({
              event_name: name3,
              event_levels: ["CRITICAL", "ERROR", "WARNING"],
              event_format: "text",
              log_group_name: logGroup,
              log_stream_name: `{instance_id}/${name3}`
            }))
          }
        }
      }
    }
  });
}

// modules/fleet/boot-linux.ts
var quoted = (text3) => `'${text3.replaceAll("'", String.raw`'\''`)}'`;
var prelude = String.raw`
say() { echo "fleet-boot: $*"; }
token() { curl -fsS -m 5 --retry 10 --retry-connrefused -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 300' http://169.254.169.254/latest/api/token; }
instance=$(curl -fsS -m 5 -H "X-aws-ec2-metadata-token: $(token)" http://169.254.169.254/latest/meta-data/instance-id)
answer() {
  aws autoscaling complete-lifecycle-action --auto-scaling-group-name "$GROUP" --lifecycle-hook-name "$HOOK" \
    --instance-id "$instance" --lifecycle-action-result "$1" || say "the launch hook did not take $1: it is answered already, or the instance is older"
}
finish() { code=$?; if [ "$code" -ne 0 ]; then say "failed with $code"; answer ABANDON; fi; }
trap finish EXIT
again() { for _ in 1 2 3 4 5; do "$@" && return 0; sleep 10; done; "$@"; }
install_packages() {
  if command -v dnf >/dev/null; then again dnf install -y -q "$@"
  elif command -v yum >/dev/null; then again yum install -y -q "$@"
  elif command -v apt-get >/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    again apt-get update -q && again apt-get install -y -q -o Dpkg::Options::=--force-confold "$@"
  elif command -v zypper >/dev/null; then again zypper -n install "$@"
  else say "no package manager known here"; return 1; fi
}
command -v aws >/dev/null || install_packages awscli || snap install aws-cli --classic
`.trim();
function agent(plan2) {
  return `
agent=/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl
if [ ! -x "$agent" ] && command -v dnf >/dev/null; then install_packages amazon-cloudwatch-agent || true; fi
if [ -x "$agent" ]; then
  printf %s ${quoted(agentConfiguration(plan2))} >/etc/fleet-agent.json
  "$agent" -a fetch-config -m ec2 -s -c file:/etc/fleet-agent.json || say "the CloudWatch agent does not start"
else say "no CloudWatch agent: no logs, no metrics of memory and disks"; fi`.trim();
}
var diskFunctions = String.raw`
volume_at() { aws ec2 describe-volumes --filters "Name=attachment.instance-id,Values=$instance" "Name=attachment.device,Values=$1" --query 'Volumes[0].VolumeId' --output text; }
attach() {
  for _ in $(seq 120); do
    holder=$(aws ec2 describe-volumes --volume-ids "$1" --query 'Volumes[0].Attachments[0].InstanceId' --output text)
    [ "$holder" = "$instance" ] && return 0
    if [ "$holder" = None ]; then aws ec2 attach-volume --volume-id "$1" --instance-id "$instance" --device "$2" >/dev/null && return 0; fi
    say "$1 is still with $holder"; sleep 5
  done
  say "$1 was not released"; return 1
}
use_disk() {
  device=/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_$(echo "$1" | tr -d -)
  for _ in $(seq 60); do [ -e "$device" ] && break; sleep 2; done
  [ -e "$device" ] || { say "$1 does not appear"; return 1; }
  [ -e "$device-part1" ] && device=$device-part1
  found=0; blkid -p "$device" >/dev/null || found=$?
  if [ "$found" -eq 2 ]; then say "$1 is empty: new file system"; mkfs.ext4 -q "$device"
  elif [ "$found" -ne 0 ]; then say "cannot read $device"; return 1; fi
  mkdir -p "$2"
  echo "UUID=$(blkid -s UUID -o value "$device") $2 auto defaults,nofail,x-systemd.growfs 0 2" >>/etc/fstab
  mount "$2"
}
`.trim();
function disks(plan2) {
  if (plan2.disks.length === 0) return [];
  return [
    diskFunctions,
    ...plan2.disks.map(
      ({ device, mount: mount2, volume }) => volume === void 0 ? `volume=$(volume_at ${quoted(device)})
use_disk "$volume" ${quoted(mount2)}` : `attach ${quoted(volume)} ${quoted(device)}
use_disk ${quoted(volume)} ${quoted(mount2)}`
    )
  ];
}
function mounts(plan2) {
  if (plan2.mounts.length === 0) return [];
  return [
    "command -v mount.efs >/dev/null || install_packages amazon-efs-utils",
    ...plan2.mounts.flatMap(({ fileSystem, accessPoint, path, readOnly }) => {
      const options = `_netdev,nofail,tls,iam,accesspoint=${accessPoint}${readOnly ? ",ro" : ""}`;
      return [
        `mkdir -p ${quoted(path)}`,
        `echo ${quoted(`${fileSystem}:/ ${path} efs ${options} 0 0`)} >>/etc/fstab`,
        `again mount ${quoted(path)}`
      ];
    })
  ];
}
function variables(plan2) {
  const secrets = Object.entries(plan2.secrets);
  return [
    "install -m 0644 /dev/null /etc/fleet.env",
    ...Object.entries(plan2.variables).map(
      ([name3, value]) => String.raw`printf '%s\n' ${quoted(`${name3}=${quoted(value)}`)} >>/etc/fleet.env`
    ),
    "set -a; . /etc/fleet.env; set +a",
    ...secrets.length === 0 ? [] : [
      "install -m 0600 /dev/null /etc/fleet.secrets.env",
      String.raw`secret() {
  value=$(again aws ssm get-parameter --name "$2" --with-decryption --query Parameter.Value --output text)
  [ "$value" != UNSET ] || say "$1 has no value yet: put one into $2"
  printf "%s='%s'\n" "$1" "$(printf %s "$value" | sed "s/'/'\\\\''/g")" >>/etc/fleet.secrets.env
}`,
      ...secrets.map(([name3, parameter]) => `secret ${name3} ${quoted(parameter)}`),
      "set -a; . /etc/fleet.secrets.env; set +a"
    ]
  ];
}
function steps({ boot: boot2 }) {
  return [
    ...boot2.packages.length === 0 ? [] : [`install_packages ${boot2.packages.map(quoted).join(" ")}`],
    ...Object.entries(boot2.files).map(
      ([path, content]) => `mkdir -p "$(dirname ${quoted(path)})"
printf %s ${quoted(content)} >${quoted(path)}`
    ),
    ...boot2.run.map((command) => `say ${quoted(command)}
bash -euo pipefail -c ${quoted(command)}`)
  ];
}
function linuxBoot(plan2) {
  const own = [
    "#!/bin/bash",
    "# In service only when all of this has succeeded: then it answers the launch hook.",
    "set -euo pipefail",
    `export AWS_REGION=${quoted(plan2.region)} AWS_DEFAULT_REGION=${quoted(plan2.region)} GROUP=${quoted(plan2.group)} HOOK=${quoted(plan2.hook)}`,
    prelude,
    agent(plan2),
    ...disks(plan2),
    ...mounts(plan2),
    ...variables(plan2),
    ...steps(plan2),
    "answer CONTINUE",
    "say done"
  ];
  return literal(`${own.join("\n")}
`);
}

// modules/fleet/boot-windows.ts
var quoted2 = (text3) => `'${text3.replaceAll(/['\u2018\u2019\u201A\u201B]/g, "$&$&")}'`;
var prelude2 = String.raw`
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
[Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12
function Say($text) { Write-Output "fleet-boot: $text" }
$token = Invoke-RestMethod -Method Put -Uri http://169.254.169.254/latest/api/token -Headers @{ 'X-aws-ec2-metadata-token-ttl-seconds' = '300' }
$instance = Invoke-RestMethod -Uri http://169.254.169.254/latest/meta-data/instance-id -Headers @{ 'X-aws-ec2-metadata-token' = $token }
function Send-Answer($answer) {
  try { Complete-ASLifecycleAction -AutoScalingGroupName $group -LifecycleHookName $hook -InstanceId $instance -LifecycleActionResult $answer -Region $region -Force | Out-Null }
  catch { Say "the launch hook did not take $($answer): $_" }
}
`.trim();
function agent2(plan2) {
  return String.raw`
try {
  $agent = 'C:\Program Files\Amazon\AmazonCloudWatchAgent\amazon-cloudwatch-agent-ctl.ps1'
  if (-not (Test-Path $agent)) {
    $installer = Join-Path $env:TEMP 'amazon-cloudwatch-agent.msi'
    Invoke-WebRequest -UseBasicParsing -Uri "https://amazoncloudwatch-agent-$region.s3.$region.amazonaws.com/windows/amd64/latest/amazon-cloudwatch-agent.msi" -OutFile $installer
    Start-Process -Wait -FilePath msiexec.exe -ArgumentList '/i', $installer, '/qn'
  }
  $configuration = Join-Path $env:ProgramData 'fleet-agent.json'
  [IO.File]::WriteAllText($configuration, ${quoted2(agentConfiguration(plan2))})
  & $agent -a fetch-config -m ec2 -s -c "file:$configuration" | Out-Null
} catch { Say "no CloudWatch agent: no logs, no metrics of memory and disks: $_" }`.trim();
}
var diskFunctions2 = String.raw`
function Find-Volume($device) {
  (Get-EC2Volume -Region $region -Filter @(@{ Name = 'attachment.instance-id'; Values = $instance }, @{ Name = 'attachment.device'; Values = $device })).VolumeId
}
function Mount-Volume($volume, $device) {
  for ($i = 0; $i -lt 120; $i++) {
    $holder = (Get-EC2Volume -Region $region -VolumeId $volume).Attachments | Select-Object -First 1
    if ($holder -and $holder.InstanceId -eq $instance) { return }
    if (-not $holder) { Add-EC2Volume -Region $region -VolumeId $volume -InstanceId $instance -Device $device | Out-Null; return }
    Say "$volume is still with $($holder.InstanceId)"; Start-Sleep -Seconds 5
  }
  throw "$volume was not released"
}
function Use-Disk($volume, $drive) {
  $letter = $drive.Substring(0, 1)
  $serial = $volume.Replace('-', '')
  for ($i = 0; $i -lt 60 -and -not $disk; $i++) {
    $disk = Get-Disk | Where-Object { $_.SerialNumber -like "$serial*" }
    if (-not $disk) { Start-Sleep -Seconds 2 }
  }
  if (-not $disk) { throw "$volume does not appear" }
  if ($disk.IsOffline) { Set-Disk -Number $disk.Number -IsOffline $false }
  if ($disk.IsReadOnly) { Set-Disk -Number $disk.Number -IsReadOnly $false }
  if ($disk.PartitionStyle -eq 'RAW') {
    Say "$volume is empty: new file system"
    Initialize-Disk -Number $disk.Number -PartitionStyle GPT
    New-Partition -DiskNumber $disk.Number -UseMaximumSize -DriveLetter $letter | Format-Volume -FileSystem NTFS -Confirm:$false | Out-Null
    return
  }
  $partition = Get-Partition -DiskNumber $disk.Number | Where-Object { $_.Type -eq 'Basic' -or $_.Type -eq 'IFS' } | Select-Object -First 1
  if (-not $partition) { throw "$volume has no partition that Windows can use" }
  if ($partition.DriveLetter -ne $letter) { $partition | Set-Partition -NewDriveLetter $letter }
}
`.trim();
function disks2(plan2) {
  if (plan2.disks.length === 0) return [];
  return [
    diskFunctions2,
    ...plan2.disks.map(
      ({ device, mount: mount2, volume }) => volume === void 0 ? `Use-Disk (Find-Volume ${quoted2(device)}) ${quoted2(mount2)}` : `Mount-Volume ${quoted2(volume)} ${quoted2(device)}
Use-Disk ${quoted2(volume)} ${quoted2(mount2)}`
    )
  ];
}
function variables2(plan2) {
  const secrets = Object.entries(plan2.secrets);
  return [
    'function Set-MachineVariable($name, $value) { [Environment]::SetEnvironmentVariable($name, $value, "Machine"); Set-Item -Path "env:$name" -Value $value }',
    ...Object.entries(plan2.variables).map(([name3, value]) => `Set-MachineVariable ${quoted2(name3)} ${quoted2(value)}`),
    ...secrets.length === 0 ? [] : [
      String.raw`$secrets = 'C:\ProgramData\fleet\secrets.env'
New-Item -ItemType Directory -Force -Path (Split-Path $secrets) | Out-Null
Set-Content -Path $secrets -Value '' -NoNewline
icacls $secrets /inheritance:r /grant:r 'SYSTEM:F' 'BUILTIN\Administrators:F' | Out-Null
function Add-Secret($name, $parameter) {
  $value = (Get-SSMParameter -Region $region -Name $parameter -WithDecryption $true).Value
  Add-Content -Path $secrets -Value "$name=$value"
  Set-Item -Path "env:$name" -Value $value
}`,
      ...secrets.map(([name3, parameter]) => `Add-Secret ${quoted2(name3)} ${quoted2(parameter)}`)
    ]
  ];
}
function steps2({ boot: boot2 }) {
  return [
    ...boot2.packages.length === 0 ? [] : [`Install-WindowsFeature -Name ${boot2.packages.map(quoted2).join(", ")} -IncludeManagementTools | Out-Null`],
    ...Object.entries(boot2.files).map(
      ([path, content]) => `New-Item -ItemType Directory -Force -Path (Split-Path ${quoted2(path)}) | Out-Null
[IO.File]::WriteAllText(${quoted2(path)}, ${quoted2(content)})`
    ),
    ...boot2.run.map(
      (command) => `Say ${quoted2(command)}
$global:LASTEXITCODE = 0
Invoke-Expression ${quoted2(command)}
if ($LASTEXITCODE -ne 0) { throw "it ended with $LASTEXITCODE" }`
    )
  ];
}
function windowsBoot(plan2) {
  const own = [
    "<powershell>",
    "# In service only when all of this has succeeded: then it answers the launch hook.",
    `$region = ${quoted2(plan2.region)}; $group = ${quoted2(plan2.group)}; $hook = ${quoted2(plan2.hook)}`,
    prelude2,
    agent2(plan2),
    "try {",
    ...disks2(plan2),
    ...variables2(plan2),
    ...steps2(plan2),
    "Send-Answer 'CONTINUE'",
    "Say 'done'",
    "} catch {",
    'Say "failed: $_"',
    "Send-Answer 'ABANDON'",
    "throw",
    "}",
    "</powershell>"
  ];
  return literal(`${own.join("\n")}
`);
}

// modules/fleet/boot.ts
var limitBytes = 16384;
function userData(plan2) {
  const text3 = plan2.os === "linux" ? linuxBoot(plan2) : windowsBoot(plan2);
  const bytes = Buffer.byteLength(text3);
  if (bytes > limitBytes)
    throw new Error(
      `boot: ${bytes} bytes${Token3.isUnresolved(text3) ? " or so" : ""}, EC2 takes ${limitBytes}; put large files into the image, or fetch them from a bucket`
    );
  return text3;
}

// modules/fleet/disks.ts
import { EbsVolume } from "@cdktf/provider-aws/lib/ebs-volume/index.js";
import { Construct as Construct34 } from "constructs";
var Disks = class extends Construct34 {
  byName;
  constructor(scope, id, props) {
    super(scope, id);
    const { environment: environment2, product: product3, name: name3 } = props;
    const { deletion: usual, finalSnapshot: finalSnapshot2 } = classDefaults[environment2.class];
    this.byName = Object.fromEntries(
      props.disks.map((disk3) => {
        const { preventDestroy } = keptBy(props.deletion?.[disk3.name] ?? usual);
        const volume = new EbsVolume(this, disk3.name, {
          availabilityZone: props.az,
          type: "gp3",
          size: disk3.sizeGiB,
          iops: disk3.iops ?? 3e3,
          throughput: disk3.throughputMiB ?? 125,
          encrypted: true,
          kmsKeyId: environment2.kmsKey,
          finalSnapshot: finalSnapshot2 === "kept",
          ...disk3.snapshot !== void 0 && { snapshotId: disk3.snapshot },
          tags: { ...props.tags, ...backupTag, Name: resourceName(environment2, [product3, name3, disk3.name], 255) },
          // What it was made from is history once it is made: another snapshot would replace the disk and its data.
          lifecycle: { preventDestroy, ignoreChanges: ["snapshot_id"] },
          ...props.overrides?.[disk3.name]
        });
        return [disk3.name, volume];
      })
    );
  }
};

// modules/fleet/fleet.ts
import { CloudwatchLogGroup as CloudwatchLogGroup5 } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { SecurityGroup as SecurityGroup7 } from "@cdktf/provider-aws/lib/security-group/index.js";
import { VpcSecurityGroupEgressRule as VpcSecurityGroupEgressRule3 } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule/index.js";
import { VpcSecurityGroupIngressRule as VpcSecurityGroupIngressRule5 } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule/index.js";
import { Annotations, Token as Token5 } from "cdktf";
import { Construct as Construct38 } from "constructs";

// modules/fleet/group.ts
import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group/index.js";
import { AutoscalingLifecycleHook } from "@cdktf/provider-aws/lib/autoscaling-lifecycle-hook/index.js";
import { AutoscalingPolicy } from "@cdktf/provider-aws/lib/autoscaling-policy/index.js";
import { Construct as Construct35 } from "constructs";
var groupMetrics = [
  "GroupMinSize",
  "GroupMaxSize",
  "GroupDesiredCapacity",
  "GroupInServiceInstances",
  "GroupPendingInstances",
  "GroupStandbyInstances",
  "GroupTerminatingInstances",
  "GroupTotalInstances",
  "GroupInServiceCapacity",
  "GroupPendingCapacity",
  "GroupStandbyCapacity",
  "GroupTerminatingCapacity",
  "GroupTotalCapacity"
];
var replacement = { minHealthyPercentage: 100, maxHealthyPercentage: 110 };
var succession = { minHealthyPercentage: 0, maxHealthyPercentage: 100 };
var MachineGroup = class extends Construct35 {
  group;
  hook;
  scaling;
  constructor(scope, id, props) {
    super(scope, id);
    const { environment: environment2, spec, settings, target: target2 } = props;
    const hook2 = {
      name: props.hook,
      lifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
      heartbeatTimeout: settings.bootSeconds,
      // An instance that says nothing has not booted.
      defaultResult: "ABANDON"
    };
    this.group = new AutoscalingGroup(this, "group", {
      name: props.name,
      minSize: settings.min,
      maxSize: settings.max,
      vpcZoneIdentifier: settings.azs.flatMap((az) => environment2.subnets.private[az] ?? []),
      ...machines(props),
      ...spec.kind === "pool" && replaced(spec, props.stopAlarms, settings),
      instanceMaintenancePolicy: spec.kind === "pool" ? replacement : succession,
      healthCheckType: target2 === void 0 ? "EC2" : "ELB",
      healthCheckGracePeriod: settings.graceSeconds,
      ...target2 !== void 0 && { targetGroupArns: [target2.arn] },
      terminationPolicies: ["OldestLaunchTemplate", "Default"],
      enabledMetrics: groupMetrics,
      // The machines say themselves when they are ready; a deploy does not wait for them.
      waitForCapacityTimeout: "0",
      initialLifecycleHook: [hook2],
      tag: Object.entries(props.tags).map(([key3, value]) => ({ key: key3, value, propagateAtLaunch: true })),
      dependsOn: [...props.dependsOn],
      lifecycle: {
        // Another hook here would replace the group: later changes come with the resource below.
        ignoreChanges: [
          "initial_lifecycle_hook",
          ...settings.idle === void 0 ? [] : ["min_size", "desired_capacity"]
        ]
      },
      ...props.overrides
    });
    this.hook = new AutoscalingLifecycleHook(this, "hook", { autoscalingGroupName: this.group.name, ...hook2 });
    if (settings.ranges && spec.kind === "pool")
      this.scaling = new AutoscalingPolicy(this, "cpu", {
        name: `${props.name}-cpu`,
        autoscalingGroupName: this.group.name,
        policyType: "TargetTrackingScaling",
        targetTrackingConfiguration: {
          targetValue: spec.cpuPercent ?? 60,
          predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" }
        }
      });
  }
};
function machines({ spec, template }) {
  const { id, version: version2 } = template;
  if (spec.kind === "rehosted" || spec.spot === void 0 && spec.moreTypes === void 0)
    return { launchTemplate: { id, version: version2 } };
  const { percent = 0, base = 0 } = spec.spot ?? {};
  const policy = {
    launchTemplate: {
      launchTemplateSpecification: { launchTemplateId: id, version: version2 },
      override: [spec.type, ...spec.moreTypes ?? []].map((instanceType3) => ({ instanceType: instanceType3 }))
    },
    instancesDistribution: {
      onDemandAllocationStrategy: "prioritized",
      onDemandBaseCapacity: base,
      onDemandPercentageAboveBaseCapacity: 100 - percent,
      spotAllocationStrategy: "price-capacity-optimized"
    }
  };
  return { mixedInstancesPolicy: policy, capacityRebalance: percent > 0 };
}
function replaced(spec, alarms, settings) {
  const warmup = spec.warmupSeconds ?? 120;
  const instanceRefresh = {
    strategy: "Rolling",
    preferences: {
      ...replacement,
      instanceWarmup: String(warmup),
      skipMatching: true,
      // AWS cannot roll back to an image that a parameter names; the alarms still stop the replacement.
      autoRollback: !settings.image.startsWith("resolve:"),
      scaleInProtectedInstances: "Wait",
      standbyInstances: "Wait",
      ...alarms.length > 0 && { alarmSpecification: { alarms: [...alarms] } }
    }
  };
  return {
    instanceRefresh,
    defaultInstanceWarmup: warmup,
    maxInstanceLifetime: (spec.maxLifetimeDays ?? 14) * 86400
  };
}

// modules/fleet/launch-template.ts
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template/index.js";
import { Fn as Fn3, TerraformLocal } from "cdktf";
import { Construct as Construct36 } from "constructs";
var tagged = ["instance", "volume", "network-interface"];
var MachineTemplate = class extends Construct36 {
  template;
  constructor(scope, id, props) {
    super(scope, id);
    const { environment: environment2, product: product3, name: name3, settings } = props;
    const boot2 = new TerraformLocal(this, "boot", props.userData);
    const tags2 = { ...props.tags };
    this.template = new LaunchTemplate(this, "template", {
      name: resourceName(environment2, [product3, name3], 125),
      // The hash says whether two versions boot alike.
      description: `boot ${Fn3.substr(Fn3.sha256(boot2.asString), 0, 12)}`,
      updateDefaultVersion: true,
      imageId: settings.image,
      instanceType: props.type,
      iamInstanceProfile: { arn: props.profile },
      // Containers on the machine do not reach its credentials: one hop.
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      monitoring: { enabled: classDefaults[environment2.class].detailedMonitoring },
      networkInterfaces: [
        {
          deviceIndex: 0,
          associatePublicIpAddress: "false",
          deleteOnTermination: "true",
          securityGroups: [props.securityGroup]
        }
      ],
      blockDeviceMappings: [
        disk2(settings.root.device, environment2.kmsKey, { ...settings.root }),
        ...props.disks === "own" ? settings.disks.map((own) => disk2(own.device, environment2.kmsKey, own)) : []
      ],
      tagSpecifications: tagged.map((resourceType) => ({ resourceType, tags: tags2 })),
      userData: Fn3.base64encode(boot2.asString),
      ...props.overrides
    });
  }
};
function disk2(deviceName, kmsKeyId, { sizeGiB, snapshot: snapshot2, iops, throughputMiB }) {
  return {
    deviceName,
    ebs: {
      volumeType: "gp3",
      encrypted: "true",
      kmsKeyId,
      deleteOnTermination: "true",
      ...sizeGiB !== void 0 && { volumeSize: sizeGiB },
      ...snapshot2 !== void 0 && { snapshotId: snapshot2 },
      ...iops !== void 0 && { iops },
      ...throughputMiB !== void 0 && { throughput: throughputMiB }
    }
  };
}

// modules/fleet/resolve.ts
import { Token as Token4 } from "cdktf";
var letters = "fghijklmnop";
var parameterName = /^\/[A-Za-z0-9_./-]{1,1000}$/;
function resolveFleet2(name3, spec, environment2) {
  const { os = "linux", uses: uses2 = {}, env: env2 = {}, secrets = {}, boot: boot2 = {} } = spec;
  const defaults = classDefaults[environment2.class];
  const count = countOf(spec, defaults.minimumCount);
  const variables3 = mergedVariables({
    ...Object.fromEntries(Object.entries(uses2).map(([use2, { variables: given2 }]) => [`uses.${use2}`, given2])),
    env: env2
  });
  for (const [variable, parameter] of Object.entries(secrets)) {
    checkVariable(variable);
    if (Object.hasOwn(variables3, variable))
      throw new Error(`${variable} is a secret and a plain variable; rename one of them`);
    if (!Token4.isUnresolved(parameter) && !parameterName.test(parameter))
      throw new Error(`secret ${variable}: ${parameter} is not a parameter; write /prod/storefront/${variable}`);
  }
  const mounts2 = Object.values(uses2).flatMap((use2) => use2.mounts);
  if (os === "windows" && mounts2.length > 0)
    throw new Error("Windows cannot mount EFS; use a disk, or share the files from a rehosted server");
  const from = Object.entries(spec.from ?? {});
  if (from.length > 0 && spec.port === void 0)
    throw new Error("from: nothing listens; name the port that it listens on");
  const idle = spec.start === "standby" ? `${name3} stands by: count 0 until it is scaled` : void 0;
  return {
    os,
    image: imageOf(spec),
    boot: {
      packages: boot2.packages ?? [],
      files: boot2.files ?? {},
      run: boot2.run ?? []
    },
    bootSeconds: inRange("bootSeconds", spec.bootSeconds ?? (os === "windows" ? 1800 : 900), 30, 7200),
    variables: variables3,
    secrets,
    uses: uses2,
    mounts: mounts2,
    egress: Object.fromEntries(
      Object.entries(spec.egress ?? {}).map(([to2, { port: port2, cidr = "0.0.0.0/0" }]) => [to2, { port: port2, cidr }])
    ),
    from,
    root: { device: os === "windows" ? "/dev/sda1" : "/dev/xvda", ...spec.root },
    disks: disksOf(spec, os),
    logs: spec.logs ?? {},
    logRetentionDays: spec.logRetentionDays ?? defaults.logRetentionDays,
    deletion: defaults.deletion,
    graceSeconds: spec.graceSeconds ?? 300,
    min: idle === void 0 ? count.min : 0,
    max: count.max,
    ranges: count.max > count.min,
    azs: zonesOf(spec, environment2.subnets.private),
    ...idle !== void 0 && { idle }
  };
}
function countOf(spec, usual) {
  if (spec.kind === "rehosted") return { min: 1, max: 1 };
  const { min, max } = spec.count ?? { min: usual, max: usual };
  if (!Number.isInteger(min) || !Number.isInteger(max) || min < 0 || max < min || max < 1)
    throw new Error(`count ${min}..${max}; write at least 1, the smaller first`);
  inRange("maxLifetimeDays", spec.maxLifetimeDays ?? 14, 1, 365);
  inRange("spot.percent", spec.spot?.percent ?? 0, 0, 100);
  return { min, max };
}
function inRange(what, value, from, to2) {
  if (!Number.isInteger(value) || value < from || value > to2)
    throw new Error(`${what}: ${value}; AWS takes ${from} to ${to2}`);
  return value;
}
function imageOf({ ami: ami2 }) {
  const written3 = ami2.kind === "id" ? ami2.id : ami2.path;
  const form = ami2.kind === "id" ? /^ami-[0-9a-f]{8,17}$/ : parameterName;
  if (!Token4.isUnresolved(written3) && !form.test(written3))
    throw new Error(`ami: ${written3}; write an id, ami-0123456789abcdef0, or the path of a parameter, /prod/ami/base`);
  return ami2.kind === "id" ? written3 : `resolve:ssm:${written3}`;
}
function zonesOf(spec, subnets) {
  const there = Object.keys(subnets);
  if (spec.kind === "pool") return there;
  if (!there.includes(spec.az)) throw new Error(`az: no subnet in ${spec.az}; the environment has ${there.join(", ")}`);
  return [spec.az];
}
function disksOf({ disks: disks3 = {} }, os) {
  const entries = Object.entries(disks3);
  for (const [i, [name3, { mount: mount2 }]] of entries.entries())
    if (entries.slice(0, i).some(([, before2]) => before2.mount === mount2))
      throw new Error(`disk ${name3}: another disk is at ${mount2} already; give each disk its own place`);
  return entries.map(([name3, disk3], i) => resolveDisk(name3, disk3, os, letters[i]));
}
function resolveDisk(name3, disk3, os, letter) {
  if (letter === void 0) throw new Error(`disk ${name3} is one too many; an instance takes ${letters.length}`);
  const fits = os === "linux" ? /^\/[A-Za-z0-9._/-]+$/ : /^[D-Z]:$/;
  if (!fits.test(disk3.mount))
    throw new Error(`disk ${name3}: ${disk3.mount}; write ${os === "linux" ? "a directory: /srv" : "a drive: D:"}`);
  return {
    ...disk3,
    name: name3,
    device: os === "windows" ? `xvd${letter}` : `/dev/sd${letter}`,
    ...disk3.restoreFrom !== void 0 && { snapshot: snapshotOf(name3, disk3.restoreFrom) }
  };
}
function snapshotOf(disk3, from) {
  const [, id] = /^(?:arn:aws[a-z-]*:ec2:[a-z0-9-]*::snapshot\/)?(snap-[0-9a-f]{8,17})$/.exec(from) ?? [];
  if (id === void 0)
    throw new Error(
      `disk ${disk3}: restoreFrom ${from}; write snap-0123456789abcdef0, or arn:aws:ec2:REGION::snapshot/snap-\u2026`
    );
  return id;
}

// modules/fleet/role.ts
import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile/index.js";
import { IamRole as IamRole5 } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy as IamRolePolicy4 } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { Construct as Construct37 } from "constructs";
var managedInstance = allow(
  [
    "ssm:DescribeAssociation",
    "ssm:DescribeDocument",
    "ssm:GetDeployablePatchSnapshotForInstance",
    "ssm:GetDocument",
    "ssm:GetManifest",
    "ssm:ListAssociations",
    "ssm:ListInstanceAssociations",
    "ssm:PutComplianceItems",
    "ssm:PutConfigurePackageResult",
    "ssm:PutInventory",
    "ssm:UpdateAssociationStatus",
    "ssm:UpdateInstanceAssociationStatus",
    "ssm:UpdateInstanceInformation",
    "ssmmessages:CreateControlChannel",
    "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel",
    "ssmmessages:OpenDataChannel",
    "ec2messages:AcknowledgeMessage",
    "ec2messages:DeleteMessage",
    "ec2messages:FailMessage",
    "ec2messages:GetEndpoint",
    "ec2messages:GetMessages",
    "ec2messages:SendReply"
  ],
  anyResource("the agent works with documents and channels that AWS owns")
);
var FleetRole = class extends Construct37 {
  role;
  profile;
  /** What must be there before an instance starts. */
  ready;
  constructor(scope, id, props) {
    super(scope, id);
    const { environment: environment2, product: product3, name: name3, settings, boundary } = props;
    const roleName = resourceName(environment2, [product3, name3, "machine"], 64);
    this.role = new IamRole5(this, "role", {
      name: roleName,
      description: `Machines of ${name3} of ${product3}`,
      assumeRolePolicy: trustPolicy({ services: ["ec2.amazonaws.com"] }),
      ...boundary !== void 0 && { permissionsBoundary: boundary }
    });
    this.profile = new IamInstanceProfile(this, "profile", { name: roleName, role: this.role.name });
    const policy = (key3, statements) => new IamRolePolicy4(this, key3, { name: key3, role: this.role.name, policy: policyDocument(statements) });
    const uses2 = new Uses(this, "uses", {
      uses: settings.uses,
      role: this.role.name,
      securityGroup: props.securityGroup
    });
    const secrets = secretStatements(props);
    this.ready = [
      policy("systems-manager", [managedInstance]),
      policy("boot", bootStatements(props)),
      policy("log", logStatements(props)),
      ...secrets.length === 0 ? [] : [policy("secrets", secrets)],
      ...uses2.policies
    ];
  }
};
function bootStatements({ environment: environment2, group, settings, volumes }) {
  const { region, account: account2 } = environment2;
  return [
    allow(
      ["autoscaling:CompleteLifecycleAction", "autoscaling:RecordLifecycleActionHeartbeat"],
      [`arn:aws:autoscaling:${region}:${account2}:autoScalingGroup:*:autoScalingGroupName/${group}`]
    ),
    ...settings.disks.length === 0 ? [] : [allow(["ec2:DescribeVolumes"], anyResource("describing has no resource level"))],
    ...volumes.length === 0 ? [] : [
      allow(["ec2:AttachVolume"], volumes),
      allow(["ec2:AttachVolume"], [`arn:aws:ec2:${region}:${account2}:instance/*`], {
        StringEquals: { "ec2:ResourceTag/aws:autoscaling:groupName": group }
      }),
      // An encrypted disk is attached by a grant of its key to EC2.
      allow(["kms:CreateGrant"], [environment2.kmsKey], {
        Bool: { "kms:GrantIsForAWSResource": "true" },
        StringEquals: { "kms:ViaService": `ec2.${region}.amazonaws.com` }
      }),
      allow(["kms:Decrypt", "kms:DescribeKey"], [environment2.kmsKey], {
        StringEquals: { "kms:ViaService": `ec2.${region}.amazonaws.com` }
      })
    ]
  ];
}
function logStatements({ logGroup }) {
  return [
    allow(["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"], [`${logGroup}:*`]),
    allow(["cloudwatch:PutMetricData"], anyResource("metrics have no resource level"), {
      StringEquals: { "cloudwatch:namespace": "CWAgent" }
    })
  ];
}
function secretStatements({ environment: environment2, settings }) {
  const { region, account: account2, kmsKey } = environment2;
  const parameters = Object.values(settings.secrets).map((path) => `arn:aws:ssm:${region}:${account2}:parameter${path}`);
  if (parameters.length === 0) return [];
  return [
    allow(["ssm:GetParameter"], parameters),
    allow(["kms:Decrypt"], [kmsKey], {
      StringEquals: {
        "kms:ViaService": `ssm.${region}.amazonaws.com`,
        "kms:EncryptionContext:PARAMETER_ARN": parameters
      }
    })
  ];
}

// modules/fleet/fleet.ts
var hook = "boot";
var Fleet = class extends Construct38 {
  settings;
  logGroup;
  securityGroup;
  /** Of a rehosted server. */
  disks;
  role;
  template;
  group;
  alarms;
  constructor(scope, id, props) {
    super(scope, id);
    const { environment: environment2, product: product3, name: name3, overrides = {} } = props;
    const placed = { environment: environment2, product: product3, name: name3 };
    const settings = this.settings = resolvedAt(this, () => {
      if (props.target !== void 0 && props.port === void 0)
        throw new Error("requests come from a load balancer, but it has no port; name the port that it listens on");
      return resolveFleet2(name3, props, environment2);
    });
    if (settings.idle !== void 0) Annotations.of(this).addInfo(settings.idle);
    const groupName2 = resourceName(environment2, [product3, name3], 255);
    const tags2 = {
      ...tagsOf({ company: environment2.company, environment: environment2.name, class: environment2.class, product: product3 }),
      ...props.tags,
      Name: groupName2
    };
    this.logGroup = new CloudwatchLogGroup5(this, "log", {
      name: `/${environment2.name}/${product3}/${name3}`,
      retentionInDays: settings.logRetentionDays,
      kmsKeyId: environment2.kmsKey
    });
    this.securityGroup = this.#network(props);
    if (props.kind === "rehosted")
      this.disks = new Disks(this, "disks", {
        ...placed,
        disks: settings.disks,
        az: props.az,
        tags: tags2,
        ...props.deletion !== void 0 && { deletion: props.deletion },
        ...overrides.disks !== void 0 && { overrides: overrides.disks }
      });
    const lasting2 = this.disks?.byName ?? {};
    this.role = new FleetRole(this, "role", {
      ...placed,
      settings,
      group: groupName2,
      securityGroup: this.securityGroup.id,
      logGroup: this.logGroup.arn,
      volumes: Object.values(lasting2).map(({ arn }) => arn),
      ...props.boundary !== void 0 && { boundary: props.boundary }
    });
    this.template = new MachineTemplate(this, "machine", {
      ...placed,
      settings,
      type: props.type,
      disks: props.kind === "pool" ? "own" : "attached",
      securityGroup: this.securityGroup.id,
      profile: this.role.profile.arn,
      userData: resolvedAt(
        this,
        () => userData({
          ...settings,
          region: environment2.region,
          group: groupName2,
          hook,
          logGroup: this.logGroup.name,
          disks: settings.disks.map(({ name: disk3, device, mount: mount2 }) => {
            const volume = lasting2[disk3]?.id;
            return { device, mount: mount2, ...volume !== void 0 && { volume } };
          })
        })
      ),
      tags: tags2,
      ...overrides.template !== void 0 && { overrides: overrides.template }
    });
    this.alarms = new Alarms(this, "alarms", {
      environment: environment2,
      subject: [product3, name3, "fleet"],
      rules: fleetAlarms(groupName2, settings.os, environment2.class),
      ...props.alarms !== void 0 && { overrides: props.alarms }
    });
    const { template } = this.template;
    this.group = new MachineGroup(this, "group", {
      environment: environment2,
      name: groupName2,
      hook,
      spec: props,
      settings,
      // The attribute, so that a new version starts a replacement; `$Latest` never does.
      template: { id: template.id, version: Token5.asString(template.latestVersion) },
      stopAlarms: this.#stopAlarms(props),
      tags: tags2,
      dependsOn: this.role.ready,
      ...props.target !== void 0 && { target: props.target },
      ...overrides.group !== void 0 && { overrides: overrides.group }
    });
  }
  /** For the stack's output. */
  get ref() {
    return { group: this.group.group.name, launchTemplate: this.template.template.id };
  }
  #stopAlarms(props) {
    if (props.kind === "rehosted") return [];
    if (props.stopAlarms !== void 0) return props.stopAlarms;
    const status = this.alarms.byName["status"];
    return status === void 0 ? [] : [status.alarmName];
  }
  #network({ environment: environment2, product: product3, name: name3, port: port2, target: target2 }) {
    const group = new SecurityGroup7(this, "security-group", {
      // Data stores may have the same name, and their groups are in the same VPC.
      name: resourceName(environment2, [product3, name3, "machine"], 255),
      description: `${name3} of ${product3}`,
      vpcId: environment2.vpc
    });
    const open2 = { http: { port: 80, cidr: "0.0.0.0/0" }, https: { port: 443, cidr: "0.0.0.0/0" } };
    for (const [to2, { port: toPort, cidr }] of Object.entries({ ...open2, ...this.settings.egress }))
      new VpcSecurityGroupEgressRule3(this, `to-${to2}`, {
        securityGroupId: group.id,
        cidrIpv4: cidr,
        ipProtocol: "tcp",
        fromPort: toPort,
        toPort,
        description: `${name3} to ${to2}`
      });
    if (port2 === void 0) return group;
    for (const [from, cidrIpv4] of this.settings.from)
      new VpcSecurityGroupIngressRule5(this, `from-${from}`, {
        securityGroupId: group.id,
        cidrIpv4,
        ipProtocol: "tcp",
        fromPort: port2,
        toPort: port2,
        description: `${from} to ${name3}`
      });
    if (target2 !== void 0)
      new Connection(this, "from-balancer", {
        from: target2.securityGroup,
        to: { securityGroup: group.id, port: port2, why: `load balancer to ${name3}` }
      });
    return group;
  }
};

// stacks/notice.ts
import { TerraformStack as TerraformStack3 } from "cdktf";
function remindUntil(at, condition, message) {
  const stack = TerraformStack3.of(at);
  const ids2 = at.node.scopes.slice(at.node.scopes.indexOf(stack) + 1).map((scope) => scope.node.id);
  stack.addOverride(`check.${addressOf(ids2)}`, {
    assert: [{ condition: `\${${condition}}`, error_message: /[.!?]$/.test(message) ? message : `${message}.` }]
  });
}

// stacks/product/fleets.ts
var isGraviton = (type) => /^[a-z]+\d+g[a-z]*\./.test(type);
function publicImage({ os, type }) {
  if (os === "windows") return "/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-Base";
  return `/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${isGraviton(type) ? "arm64" : "x86_64"}`;
}
function imageOf2(ami2, machine) {
  return ami2.kind === "image" ? { kind: "parameter", path: publicImage(machine) } : ami2;
}
function statefulDisks(fleets) {
  return Object.values(fleets).flatMap(
    (fleet2) => fleet2.kind === "rehosted" ? Object.keys(fleet2.disks).map((disk3) => `${identityOf(fleet2)}.${disk3}`) : []
  );
}
var Fleets = class extends Construct39 {
  contract;
  alarms;
  constructor(scope, id, fleets, place) {
    super(scope, id);
    const made = Object.values(fleets).map((written3) => ({ name: written3.name, made: this.#fleet(written3, place) }));
    for (const { made: fleet2 } of made)
      if (fleet2.settings.idle !== void 0)
        remindUntil(fleet2, `${fleet2.group.group.fqn}.desired_capacity > 0`, fleet2.settings.idle);
    this.contract = Object.fromEntries(made.map(({ name: name3, made: { ref: ref2 } }) => [name3, ref2]));
    this.alarms = made.flatMap(({ made: { alarms } }) => alarms.arns);
  }
  #fleet(written3, place) {
    const name3 = identityOf(written3);
    const { environment: environment2, product: product3, boundary, egress, where, secretNames, tags: tags2, deletion } = place;
    const target2 = targetOf(place, written3.name);
    const disks3 = Object.entries(written3.disks).map(([disk3, { size: size2, mount: mount2, restoreFrom }]) => [
      disk3,
      { sizeGiB: inGiB(size2), mount: mount2, ...restoreFrom !== void 0 && { restoreFrom } }
    ]);
    const spec = {
      environment: environment2,
      product: product3,
      boundary,
      name: name3,
      tags: tags2,
      ami: imageOf2(written3.ami, written3),
      type: written3.type,
      os: written3.os,
      boot: written3.boot,
      secrets: secretPaths(environment2, product3, secretNames),
      uses: usesOf(place, written3.uses),
      egress,
      disks: Object.fromEntries(disks3),
      ...written3.port !== void 0 && { port: written3.port },
      // What no load balancer stands before is reached by its address: from the network and from the datacenter.
      ...written3.port !== void 0 && target2 === void 0 && { from: neighbours(where) },
      ...written3.standby && { start: "standby" },
      ...target2 !== void 0 && { target: target2 }
    };
    if (written3.kind === "rehosted") {
      const mine = Object.entries(deletion).flatMap(
        ([thing, allowed]) => thing.startsWith(`${name3}.`) ? [[thing.slice(name3.length + 1), allowed]] : []
      );
      return new Fleet(this, name3, {
        ...spec,
        kind: "rehosted",
        az: written3.az,
        ...mine.length > 0 && { deletion: Object.fromEntries(mine) }
      });
    }
    return new Fleet(this, name3, {
      ...spec,
      kind: "pool",
      count: written3.count,
      maxLifetimeDays: Math.round(inDays(written3.maxLifetime))
    });
  }
};
function neighbours({ cidr, legacyNetwork: legacyNetwork2 }) {
  const datacenter = (legacyNetwork2?.cidrs ?? []).map((network2) => [
    `datacenter-${network2.replaceAll(/[./:]/g, "-")}`,
    network2.includes("/") ? network2 : `${network2}/32`
  ]);
  return { vpc: cidr, ...Object.fromEntries(datacenter) };
}

// stacks/product/records.ts
import { Construct as Construct40 } from "constructs";
function zoneId({ estate, foundation: foundation2 }, name3) {
  const zone3 = estate.zones[name3];
  if (zone3?.at !== "route53") return void 0;
  return zone3.origin === "existing" ? zone3.id : foundation2.at("zones").at(name3).at("id").text();
}
function ownedNames({ names, ingress: ingress3 }) {
  return ingress3.kind === "none" ? [] : names.filter(({ owner }) => owner === "stack");
}
var Records = class extends Construct40 {
  constructor(stack, id, deployment, place) {
    super(stack, id);
    const { preview, ingress: ingress3 } = deployment;
    const zones = Object.values(place.estate.zones);
    const host = ingress3.kind === "none" ? void 0 : ingress3.host;
    for (const name3 of [preview, host].filter((one) => one !== void 0)) {
      const zone3 = zoneOf(name3, zones)?.name;
      if (zone3 !== void 0) this.#alias({ zone: zone3, name: name3 }, place);
    }
    for (const owned of ownedNames(deployment)) {
      const spot = cutoverRecord(owned.name, place.estate.zones);
      const record2 = spot === void 0 ? void 0 : this.#alias(spot, place);
      if (spot !== void 0 && record2 !== void 0 && owned.legacy !== void 0)
        record2.record.importFrom(`${zoneId(place, spot.zone) ?? ""}_${spot.name}_A`);
    }
  }
  #alias({ zone: zone3, name: name3 }, place) {
    const id = zoneId(place, zone3);
    return id === void 0 ? void 0 : new AliasRecord(this, name3, { zone: id, name: name3, target: place.target });
  }
};

// stacks/product/services.ts
import { Construct as Construct46 } from "constructs";

// modules/service/alarms.ts
var serviceLimits = {
  production: { cpuPercent: 85, memoryPercent: 85 },
  staging: { cpuPercent: 90, memoryPercent: 90 },
  development: { cpuPercent: 95, memoryPercent: 95 },
  ephemeral: { cpuPercent: 95, memoryPercent: 95 }
};
function serviceAlarms(cluster, service2, kind) {
  const dimensions = { ClusterName: cluster, ServiceName: service2 };
  const { cpuPercent, memoryPercent } = serviceLimits[kind];
  return {
    cpu: {
      metric: { namespace: "AWS/ECS", name: "CPUUtilization", dimensions, statistic: "Average" },
      comparison: ">",
      threshold: cpuPercent,
      missing: "ignore",
      description: "The tasks are busy. Raise the count, or the size."
    },
    memory: {
      metric: { namespace: "AWS/ECS", name: "MemoryUtilization", dimensions, statistic: "Average" },
      comparison: ">",
      threshold: memoryPercent,
      missing: "ignore",
      description: "The tasks are short of memory; at 100 % they are killed. Raise the size."
    },
    tasks: {
      metric: {
        expression: "desired - running",
        label: "tasks that are missing",
        of: {
          desired: { namespace: "ECS/ContainerInsights", name: "DesiredTaskCount", dimensions, statistic: "Average" },
          running: { namespace: "ECS/ContainerInsights", name: "RunningTaskCount", dimensions, statistic: "Average" }
        }
      },
      comparison: ">",
      threshold: 0,
      datapoints: { breaching: 10, of: 10 },
      missing: "ignore",
      description: "Fewer tasks run than should. See the events of the service, and why the last tasks stopped."
    }
  };
}
function jobAlarms(scheduleGroup) {
  const rule2 = (name3, description) => ({
    metric: { namespace: "AWS/Scheduler", name: name3, dimensions: { ScheduleGroup: scheduleGroup }, statistic: "Sum" },
    comparison: ">",
    threshold: 0,
    periodSeconds: 300,
    datapoints: { breaching: 1, of: 1 },
    missing: "notBreaching",
    description
  });
  return {
    "not-started": rule2(
      "TargetErrorCount",
      "The schedule could not start the task. See its role, the subnets and quotas."
    ),
    dropped: rule2(
      "InvocationDroppedCount",
      "The task was not started, and the schedule has given up until the next time."
    )
  };
}

// modules/service/cron.ts
var fields = [
  { name: "minute", from: 0, to: 59 },
  { name: "hour", from: 0, to: 23 },
  { name: "day of month", from: 1, to: 31 },
  { name: "month", from: 1, to: 12 },
  { name: "weekday", from: 0, to: 7 }
];
var weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
function valuesOf(text3, field) {
  if (text3 === "*" || text3 === "*/1") return void 0;
  const values = text3.split(",").flatMap((part) => {
    const [, all, first, last, every] = /^(?:(\*)|(\d{1,2})(?:-(\d{1,2}))?)(?:\/(\d{1,2}))?$/.exec(part) ?? [];
    if (all === void 0 && first === void 0)
      throw new Error(`${field.name} "${part}"; write numbers, ranges, lists and steps: 5, 1-5, 0,30 or */15`);
    const from = all === void 0 ? Number(first) : field.from;
    const end = field.name === "weekday" ? 6 : field.to;
    const to2 = last === void 0 ? all === void 0 && every === void 0 ? from : end : Number(last);
    const step = Number(every ?? 1);
    if (from < field.from || to2 > field.to || from > to2 || step < 1)
      throw new Error(`${field.name} "${part}"; write numbers from ${field.from} to ${field.to}, the smaller first`);
    return Array.from({ length: Math.floor((to2 - from) / step) + 1 }, (_, i) => from + i * step);
  });
  return [...new Set(values)].toSorted((a, b) => a - b);
}
function written2(values) {
  if (values === void 0) return "*";
  const [first = 0] = values;
  const last = values.at(-1) ?? first;
  return values.length > 2 && last - first === values.length - 1 ? `${first}-${last}` : values.join(",");
}
function schedulerCron(expression) {
  const texts2 = expression.trim().split(/\s+/);
  if (texts2.length !== fields.length)
    throw new Error(
      `schedule "${expression}" has ${texts2.length} fields; write five: minute hour day month weekday, in UTC: "0 3 * * *"`
    );
  const [minute, hour, day, month, weekday] = fields.map((field, i) => valuesOf(texts2[i] ?? "", field));
  if (day !== void 0 && weekday !== void 0)
    throw new Error(
      `schedule "${expression}" names days of the month and weekdays; cron means either, which EventBridge cannot say: make two jobs`
    );
  const named = [...new Set(weekday?.map((n) => n % 7))].toSorted((a, b) => a - b).map((n) => weekdays[n]);
  const days = weekday === void 0 ? [written2(day), "?"] : ["?", named.join(",")];
  return `cron(${[written2(minute), written2(hour), days[0], written2(month), days[1], "*"].join(" ")})`;
}

// modules/service/image.ts
import { Token as Token6 } from "cdktf";
var privateImage = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com\/([a-z0-9/._-]+?)(?:[:@].+)?$/;
function pullFrom(arn) {
  return [
    allow(["ecr:GetAuthorizationToken"], anyResource("a token is for the whole registry")),
    allow(["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"], [arn])
  ];
}
function resolveImage(image2) {
  if (image2.kind === "name") {
    const { name: name3 } = image2;
    if (!Token6.isUnresolved(name3) && (!/[:@][^/]+$/.test(name3) || name3.endsWith(":latest")))
      throw new Error(
        `image ${name3} changes by itself; name a version or a digest: ${name3.replace(/:latest$/, "")}:1.2.3`
      );
    const [, account2, region, repository2] = privateImage.exec(name3) ?? [];
    const pull2 = account2 === void 0 ? [] : pullFrom(`arn:aws:ecr:${region ?? ""}:${account2}:repository/${repository2 ?? ""}`);
    return { name: name3, owner: "terraform", there: true, pull: pull2 };
  }
  const { repository } = image2;
  const pull = pullFrom(repository.arn);
  if (image2.kind === "pipeline") return { name: `${repository.url}:none`, owner: "pipeline", there: false, pull };
  const { digest } = image2;
  if (digest === void 0) return { name: `${repository.url}:none`, owner: "terraform", there: false, pull };
  if (!Token6.isUnresolved(digest) && !/^sha256:[0-9a-f]{64}$/.test(digest))
    throw new Error(`digest ${digest}: not a digest; write what the push printed: sha256: and 64 hex digits`);
  return { name: `${repository.url}@${digest}`, owner: "terraform", there: true, pull };
}

// modules/service/job.ts
import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule/index.js";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target/index.js";
import { IamRole as IamRole7 } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy as IamRolePolicy6 } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule/index.js";
import { SchedulerScheduleGroup } from "@cdktf/provider-aws/lib/scheduler-schedule-group/index.js";
import { Construct as Construct42 } from "constructs";

// modules/service/idle.ts
import { Annotations as Annotations2 } from "cdktf";
function whyIdle(name3, start, { there, owner }) {
  if (start === "standby") return `${name3} stands by: count 0 until it is scaled`;
  if (there) return void 0;
  return owner === "pipeline" ? `${name3} is deployed by its pipeline: until the first time its count is 0` : `${name3} has no image yet: count 0; push one to its repository and deploy again with its digest`;
}
function sayIdle(construct, { idle, task: task2 }) {
  if (idle === void 0) return;
  const missing = !task2.image.there && task2.image.owner === "terraform";
  if (missing) Annotations2.of(construct).addWarning(idle);
  else Annotations2.of(construct).addInfo(idle);
}

// modules/service/placement.ts
function capacityOf(capacity) {
  if (capacity.kind === "fargate" && capacity.price !== "spot") return { launchType: "FARGATE" };
  const capacityProvider = capacity.kind === "ec2" ? capacity.capacityProvider : "FARGATE_SPOT";
  return { capacityProviderStrategy: [{ capacityProvider, weight: 1 }] };
}
function networkOf(environment2, securityGroup) {
  return {
    subnets: Object.values(environment2.subnets.private),
    securityGroups: [securityGroup],
    assignPublicIp: false
  };
}

// modules/service/resolve.ts
import { isAbsolute } from "node:path/posix";

// modules/service/sizes.ts
var sold = {
  256: [512, 2048, 512],
  512: [1024, 4096, 1024],
  1024: [2048, 8192, 1024],
  2048: [4096, 16384, 1024],
  4096: [8192, 30720, 1024],
  8192: [16384, 61440, 4096],
  16384: [32768, 122880, 8192]
};
function checkFargateSize({ cpu, memoryMiB }) {
  const range = sold[cpu];
  if (range === void 0)
    throw new Error(`size: Fargate does not sell ${cpu} CPU units; write one of ${Object.keys(sold).join(", ")}`);
  const [from, to2, step] = range;
  const fits = memoryMiB >= from && memoryMiB <= to2 && memoryMiB % step === 0 && !(cpu === 256 && memoryMiB === 1536);
  if (!fits)
    throw new Error(
      `size: Fargate does not sell ${memoryMiB} MiB with ${cpu} CPU units; write ${from} to ${to2} in steps of ${step}`
    );
}

// modules/service/resolve.ts
var shellDirectories = ["/var/lib/amazon", "/var/log/amazon"];
function resolveTask(spec, environment2) {
  const { size: size2 = { cpu: 512, memoryMiB: 1024 }, uses: uses2 = {}, env: env2 = {}, secrets = {}, stopSeconds = 30 } = spec;
  const capacity = spec.capacity ?? { kind: "fargate" };
  if (capacity.kind === "fargate") checkFargateSize(size2);
  if (stopSeconds < 2 || stopSeconds > 120) throw new Error(`stopSeconds: ${stopSeconds}; ECS takes 2 to 120`);
  const variables3 = mergedVariables({
    ...Object.fromEntries(Object.entries(uses2).map(([name3, use2]) => [`uses.${name3}`, use2.variables])),
    env: Object.fromEntries(Object.entries(env2).map(([name3, value]) => [name3, literal(value)]))
  });
  for (const name3 of Object.keys(secrets)) {
    checkVariable(name3);
    if (Object.hasOwn(variables3, name3)) throw new Error(`${name3} is a secret and a plain variable; rename one of them`);
  }
  const defaults = classDefaults[environment2.class];
  const shellAccess = spec.shellAccess ?? defaults.shellAccess;
  const rootFileSystem = spec.rootFileSystem ?? "readOnly";
  const writable = spec.writable ?? ["/tmp"];
  for (const directory of writable)
    if (!isAbsolute(directory)) throw new Error(`writable: ${directory} is not a directory; write /var/cache/app`);
  return {
    image: resolveImage(spec.image),
    size: size2,
    architecture: spec.architecture ?? "X86_64",
    ...spec.command !== void 0 && { command: spec.command.map(literal) },
    variables: variables3,
    secrets,
    uses: uses2,
    egress: Object.fromEntries(
      Object.entries(spec.egress ?? {}).map(([name3, { port: port2, cidr = "0.0.0.0/0" }]) => [name3, { port: port2, cidr }])
    ),
    writable: rootFileSystem === "writable" ? [] : [...writable, ...shellAccess === "allowed" ? shellDirectories : []],
    rootFileSystem,
    shellAccess,
    logRetentionDays: spec.logRetentionDays ?? defaults.logRetentionDays,
    ...spec.healthCommand !== void 0 && { healthCommand: spec.healthCommand.map(literal) },
    stopSeconds,
    capacity
  };
}
function resolveService2(name3, spec, environment2) {
  const task2 = resolveTask(spec, environment2);
  const usual = classDefaults[environment2.class].minimumCount;
  const count = spec.count ?? { min: usual, max: usual };
  if (!Number.isInteger(count.min) || !Number.isInteger(count.max) || count.min < 0 || count.max < count.min || count.max < 1)
    throw new Error(`count ${count.min}..${count.max}; write at least 1, the smaller first`);
  const idle = whyIdle(name3, spec.start, task2.image);
  const ranges = count.max > count.min;
  return {
    task: task2,
    count,
    ...ranges && { scaling: { cpuPercent: 60, memoryPercent: 75, ...spec.scaling } },
    desired: idle === void 0 ? count.min : 0,
    left: [
      ...ranges || spec.start === "standby" || task2.image.owner === "pipeline" ? ["desired_count"] : [],
      ...task2.image.owner === "pipeline" ? ["task_definition"] : []
    ],
    graceSeconds: spec.graceSeconds ?? 60,
    ...idle !== void 0 && { idle }
  };
}

// modules/service/task.ts
import { CloudwatchLogGroup as CloudwatchLogGroup6 } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition/index.js";
import { IamRole as IamRole6 } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy as IamRolePolicy5 } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { SecurityGroup as SecurityGroup8 } from "@cdktf/provider-aws/lib/security-group/index.js";
import { VpcSecurityGroupEgressRule as VpcSecurityGroupEgressRule4 } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule/index.js";
import { Construct as Construct41 } from "constructs";

// modules/service/container.ts
var nameOf2 = (path) => path.replaceAll(/[^A-Za-z0-9]+/g, "-").replaceAll(/^-|-$/g, "");
function volumesOf(settings) {
  return [
    ...settings.writable.map((path) => ({ name: nameOf2(path), path })),
    ...Object.values(settings.uses).flatMap(
      ({ mounts: mounts2 }) => mounts2.map((mount2) => ({ name: nameOf2(mount2.path), path: mount2.path, mount: mount2 }))
    )
  ];
}
function valueFrom(ref2) {
  if ("parameter" in ref2) return ref2.parameter;
  return ref2.key === void 0 ? ref2.secret : `${ref2.secret}:${ref2.key}::`;
}
var byName = (values) => Object.entries(values).toSorted(([a], [b]) => a < b ? -1 : 1);
function containerDefinitions({ name: name3, settings, port: port2, logGroup, region }) {
  return JSON.stringify([
    {
      name: name3,
      image: settings.image.name,
      essential: true,
      ...settings.command !== void 0 && { command: settings.command },
      environment: byName(settings.variables).map(([key3, value]) => ({ name: key3, value })),
      secrets: byName(settings.secrets).map(([key3, ref2]) => ({ name: key3, valueFrom: valueFrom(ref2) })),
      portMappings: port2 === void 0 ? [] : [{ name: "main", containerPort: port2, hostPort: port2, protocol: "tcp" }],
      mountPoints: volumesOf(settings).map(({ name: sourceVolume, path, mount: mount2 }) => ({
        sourceVolume,
        containerPath: path,
        readOnly: mount2?.readOnly ?? false
      })),
      readonlyRootFilesystem: settings.rootFileSystem === "readOnly",
      // An init process passes signals on and reaps what a shell leaves behind.
      linuxParameters: { initProcessEnabled: true },
      ...settings.healthCommand !== void 0 && {
        healthCheck: {
          command: ["CMD", ...settings.healthCommand],
          interval: 30,
          timeout: 5,
          retries: 3,
          startPeriod: 60
        }
      },
      stopTimeout: settings.stopSeconds,
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": logGroup,
          "awslogs-region": region,
          "awslogs-stream-prefix": name3,
          // A slow log must not stop the application.
          mode: "non-blocking",
          "max-buffer-size": "25m"
        }
      },
      systemControls: [],
      volumesFrom: []
    }
  ]);
}

// modules/service/task.ts
var Task = class extends Construct41 {
  family;
  logGroup;
  securityGroup;
  /** Pulls the image, writes the log, reads the secrets: used by ECS, not by the application. */
  executionRole;
  /** What the application may do. */
  role;
  definition;
  /** What must be there before a task starts. */
  ready;
  constructor(scope, id, props) {
    super(scope, id);
    const { environment: environment2, product: product3, name: name3, settings, port: port2 } = props;
    this.family = resourceName(environment2, [product3, name3], 255);
    this.logGroup = new CloudwatchLogGroup6(this, "log", {
      name: `/${environment2.name}/${product3}/${name3}`,
      retentionInDays: settings.logRetentionDays,
      kmsKeyId: environment2.kmsKey
    });
    this.securityGroup = new SecurityGroup8(this, "group", {
      // Data stores may have the same name, and their groups are in the same VPC.
      name: resourceName(environment2, [product3, name3, "task"], 255),
      description: `${name3} of ${product3}`,
      vpcId: environment2.vpc
    });
    for (const [to2, { port: toPort, cidr }] of Object.entries({
      https: { port: 443, cidr: "0.0.0.0/0" },
      ...settings.egress
    }))
      new VpcSecurityGroupEgressRule4(this, `to-${to2}`, {
        securityGroupId: this.securityGroup.id,
        cidrIpv4: cidr,
        ipProtocol: "tcp",
        fromPort: toPort,
        toPort,
        description: `${name3} to ${to2}`
      });
    this.executionRole = this.#role("execution", props);
    this.role = this.#role("task", props);
    const execution = new IamRolePolicy5(this, "execution-policy", {
      name: "execution",
      role: this.executionRole.name,
      policy: policyDocument(executionStatements(settings, environment2, this.logGroup.arn))
    });
    const uses2 = new Uses(this, "uses", {
      uses: settings.uses,
      role: this.role.name,
      securityGroup: this.securityGroup.id
    });
    const shell = settings.shellAccess === "refused" ? [] : [
      new IamRolePolicy5(this, "shell", {
        name: "shell",
        role: this.role.name,
        policy: policyDocument(shellStatements(environment2))
      })
    ];
    this.definition = new EcsTaskDefinition(this, "definition", {
      family: this.family,
      requiresCompatibilities: [settings.capacity.kind === "ec2" ? "EC2" : "FARGATE"],
      networkMode: "awsvpc",
      cpu: String(settings.size.cpu),
      memory: String(settings.size.memoryMiB),
      runtimePlatform: { operatingSystemFamily: "LINUX", cpuArchitecture: settings.architecture },
      executionRoleArn: this.executionRole.arn,
      taskRoleArn: this.role.arn,
      containerDefinitions: containerDefinitions({
        name: name3,
        settings,
        logGroup: this.logGroup.name,
        region: environment2.region,
        ...port2 !== void 0 && { port: port2 }
      }),
      volume: volumesOf(settings).map(volumeBlock),
      // The revision before stays usable, so that a deployment can roll back to it.
      skipDestroy: true,
      ...props.overrides
    });
    this.ready = [execution, ...uses2.policies, ...shell];
  }
  #role(kind, { environment: environment2, product: product3, name: name3, boundary }) {
    return new IamRole6(this, `${kind}-role`, {
      name: resourceName(environment2, [product3, name3, kind], 64),
      description: kind === "task" ? `${name3} of ${product3}` : `Starts ${name3} of ${product3}`,
      assumeRolePolicy: trustPolicy(
        { services: ["ecs-tasks.amazonaws.com"] },
        {
          StringEquals: { "aws:SourceAccount": environment2.account },
          ArnLike: { "aws:SourceArn": `arn:aws:ecs:${environment2.region}:${environment2.account}:*` }
        }
      ),
      ...boundary !== void 0 && { permissionsBoundary: boundary }
    });
  }
};
function volumeBlock({ name: name3, mount: mount2 }) {
  if (mount2 === void 0) return { name: name3 };
  return {
    name: name3,
    efsVolumeConfiguration: {
      fileSystemId: mount2.fileSystem,
      transitEncryption: "ENABLED",
      authorizationConfig: { accessPointId: mount2.accessPoint, iam: "ENABLED" }
    }
  };
}
function executionStatements({ image: image2, secrets }, environment2, logGroup) {
  const refs = Object.values(secrets);
  const parameters = refs.flatMap((ref2) => "parameter" in ref2 ? [ref2.parameter] : []);
  const managed = refs.flatMap((ref2) => "secret" in ref2 ? [ref2.secret] : []);
  return [
    ...image2.pull,
    allow(["logs:CreateLogStream", "logs:PutLogEvents"], [`${logGroup}:*`]),
    ...parameters.length === 0 ? [] : [allow(["ssm:GetParameters"], parameters), keyThrough(environment2, "ssm", ["kms:Decrypt"])],
    ...managed.length === 0 ? [] : [
      allow(["secretsmanager:GetSecretValue"], managed),
      keyThrough(environment2, "secretsmanager", ["kms:Decrypt"])
    ]
  ];
}

// modules/service/job.ts
function resolveJob(name3, spec, environment2) {
  const task2 = resolveTask(spec, environment2);
  const idle = whyIdle(name3, spec.start, task2.image);
  const byPipeline = task2.image.owner === "pipeline";
  return {
    task: task2,
    expression: schedulerCron(spec.schedule),
    timeZone: spec.timeZone ?? "UTC",
    startAttempts: spec.startAttempts ?? 3,
    state: idle === void 0 ? "ENABLED" : "DISABLED",
    left: [
      ...spec.start === "standby" || byPipeline ? ["state"] : [],
      ...byPipeline ? ["target[0].ecs_parameters[0].task_definition_arn"] : []
    ],
    ...idle !== void 0 && { idle }
  };
}
var Job = class extends Construct42 {
  settings;
  task;
  role;
  group;
  schedule;
  failures;
  alarms;
  constructor(scope, id, props) {
    super(scope, id);
    const { environment: environment2, product: product3, name: name3, overrides = {} } = props;
    const settings = this.settings = resolvedAt(this, () => resolveJob(name3, props, environment2));
    sayIdle(this, settings);
    this.task = new Task(this, "task", {
      environment: environment2,
      product: product3,
      name: name3,
      settings: settings.task,
      ...props.boundary !== void 0 && { boundary: props.boundary },
      ...overrides.definition !== void 0 && { overrides: overrides.definition }
    });
    this.role = this.#schedulerRole(props);
    const scheduleName = resourceName(environment2, [product3, name3], 64);
    this.group = new SchedulerScheduleGroup(this, "schedule-group", { name: scheduleName });
    this.schedule = new SchedulerSchedule(this, "schedule", {
      name: scheduleName,
      groupName: this.group.name,
      description: `${name3} of ${product3}`,
      scheduleExpression: settings.expression,
      scheduleExpressionTimezone: settings.timeZone,
      state: settings.state,
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: environment2.cluster,
        roleArn: this.role.arn,
        ecsParameters: {
          taskDefinitionArn: this.task.definition.arn,
          taskCount: 1,
          ...capacityOf(settings.task.capacity),
          networkConfiguration: networkOf(environment2, this.task.securityGroup.id),
          enableEcsManagedTags: true,
          propagateTags: "TASK_DEFINITION",
          enableExecuteCommand: settings.task.shellAccess === "allowed"
        },
        // A start that is an hour late is not made.
        retryPolicy: { maximumRetryAttempts: settings.startAttempts, maximumEventAgeInSeconds: 3600 }
      },
      dependsOn: [...this.task.ready],
      ...settings.left.length > 0 && { lifecycle: { ignoreChanges: [...settings.left] } },
      ...overrides.schedule
    });
    this.failures = this.#tellFailures(props);
    this.alarms = new Alarms(this, "alarms", {
      environment: environment2,
      subject: [product3, name3, "job"],
      rules: jobAlarms(scheduleName),
      ...props.alarms !== void 0 && { overrides: props.alarms }
    });
  }
  /** May start this task in this cluster, with these two roles, and nothing else. */
  #schedulerRole({ environment: environment2, product: product3, name: name3, boundary }) {
    const role = new IamRole7(this, "role", {
      name: resourceName(environment2, [product3, name3, "schedule"], 64),
      description: `Starts ${name3} of ${product3} on its schedule`,
      assumeRolePolicy: trustPolicy(
        { services: ["scheduler.amazonaws.com"] },
        { StringEquals: { "aws:SourceAccount": environment2.account } }
      ),
      ...boundary !== void 0 && { permissionsBoundary: boundary }
    });
    const { definition, executionRole, role: taskRole } = this.task;
    new IamRolePolicy6(this, "policy", {
      name: "start",
      role: role.name,
      policy: policyDocument([
        allow(["ecs:RunTask"], [`${definition.arnWithoutRevision}:*`], {
          ArnEquals: { "ecs:cluster": environment2.cluster }
        }),
        allow(["ecs:TagResource"], [`arn:aws:ecs:${environment2.region}:${environment2.account}:task/*`], {
          StringEquals: { "ecs:CreateAction": "RunTask" }
        }),
        allow(["iam:PassRole"], [executionRole.arn, taskRole.arn], {
          StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" }
        })
      ])
    });
    return role;
  }
  /** A task that ends with another code than 0, or never started, is told to the alarm topic. */
  #tellFailures({ environment: environment2, product: product3, name: name3 }) {
    const rule2 = new CloudwatchEventRule(this, "failures", {
      name: resourceName(environment2, [product3, name3, "failed"], 64),
      description: `${name3} of ${product3} failed`,
      eventPattern: JSON.stringify({
        source: ["aws.ecs"],
        "detail-type": ["ECS Task State Change"],
        detail: {
          group: [`family:${this.task.family}`],
          lastStatus: ["STOPPED"],
          clusterArn: [environment2.cluster],
          $or: [
            { containers: { exitCode: [{ "anything-but": [0] }] } },
            { stopCode: ["TaskFailedToStart", "SpotInterruption"] }
          ]
        }
      })
    });
    new CloudwatchEventTarget(this, "failures-to-topic", { rule: rule2.name, arn: environment2.alarmTopic });
    return rule2;
  }
};

// modules/service/repository.ts
import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy/index.js";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository/index.js";
import { Construct as Construct43 } from "constructs";
function resolveRepository(props, environment2) {
  const name3 = `${environment2.name}/${props.image}`;
  if (!/^(?:[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*\/)*[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/.test(name3) || name3.length > 256)
    throw new Error(
      `image ${props.image}: not a name of a repository; write lower-case letters, digits, dashes: storefront/web`
    );
  return {
    name: name3,
    keepImages: props.keepImages ?? 50,
    keepUntaggedDays: props.keepUntaggedDays ?? 7,
    deletion: props.deletion ?? classDefaults[environment2.class].deletion
  };
}
var Repository = class extends Construct43 {
  settings;
  repository;
  lifecyclePolicy;
  constructor(scope, id, props) {
    super(scope, id);
    const { environment: environment2 } = props;
    const settings = this.settings = resolvedAt(this, () => resolveRepository(props, environment2));
    this.repository = new EcrRepository(this, "repository", {
      name: settings.name,
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: [{ encryptionType: "KMS", kmsKey: environment2.kmsKey }],
      forceDelete: settings.deletion === "allowed",
      lifecycle: keptBy(settings.deletion),
      ...props.overrides
    });
    this.lifecyclePolicy = new EcrLifecyclePolicy(this, "lifecycle", {
      repository: this.repository.name,
      policy: JSON.stringify({
        rules: [
          {
            rulePriority: 1,
            description: "images without a tag",
            selection: {
              tagStatus: "untagged",
              countType: "sinceImagePushed",
              countUnit: "days",
              countNumber: settings.keepUntaggedDays
            },
            action: { type: "expire" }
          },
          {
            rulePriority: 2,
            description: "all but the newest images",
            selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: settings.keepImages },
            action: { type: "expire" }
          }
        ]
      })
    });
  }
  get url() {
    return this.repository.repositoryUrl;
  }
  get arn() {
    return this.repository.arn;
  }
};
var Repositories = class extends Construct43 {
  byImage;
  constructor(scope, id, { images, ...rest }) {
    super(scope, id);
    this.byImage = Object.fromEntries(
      [...new Set(images)].map((image2) => [image2, new Repository(this, image2, { ...rest, image: image2 })])
    );
  }
  /** @throws where there is none for the image */
  get(image2) {
    const repository = this.byImage[image2];
    if (repository === void 0)
      throw new Error(
        `there is no repository for ${image2}; there are ${Object.keys(this.byImage).join(", ") || "none"}`
      );
    return repository;
  }
};

// modules/service/scaling.ts
import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy/index.js";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target/index.js";
import { Construct as Construct44 } from "constructs";
var ServiceScaling = class extends Construct44 {
  range;
  policies;
  constructor(scope, id, props) {
    super(scope, id);
    const { settings, scaling, target: target2 } = props;
    const serviceNamespace = "ecs";
    const scalableDimension = "ecs:service:DesiredCount";
    this.range = new AppautoscalingTarget(this, "range", {
      serviceNamespace,
      scalableDimension,
      resourceId: `service/${props.cluster}/${props.service}`,
      // Registering a minimum starts so many tasks at once, so an idle service registers 0.
      minCapacity: settings.desired,
      maxCapacity: settings.count.max,
      ...settings.idle !== void 0 && { lifecycle: { ignoreChanges: ["min_capacity"] } }
    });
    const aims = [
      { name: "cpu", metric: { predefinedMetricType: "ECSServiceAverageCPUUtilization" }, aim: scaling.cpuPercent },
      {
        name: "memory",
        metric: { predefinedMetricType: "ECSServiceAverageMemoryUtilization" },
        aim: scaling.memoryPercent
      },
      ...scaling.requestsPerTask === void 0 || target2 === void 0 ? [] : [
        {
          name: "requests",
          metric: {
            predefinedMetricType: "ALBRequestCountPerTarget",
            resourceLabel: `${target2.loadBalancer}/${target2.metric}`
          },
          aim: scaling.requestsPerTask
        }
      ]
    ];
    this.policies = Object.fromEntries(
      aims.map(({ name: name3, metric: metric3, aim }) => [
        name3,
        new AppautoscalingPolicy(this, name3, {
          name: `${props.service}-${name3}`,
          policyType: "TargetTrackingScaling",
          serviceNamespace,
          scalableDimension,
          resourceId: this.range.resourceId,
          targetTrackingScalingPolicyConfiguration: {
            targetValue: aim,
            predefinedMetricSpecification: metric3,
            scaleInCooldown: 300,
            scaleOutCooldown: 60
          }
        })
      ])
    );
  }
};

// modules/service/service.ts
import { EcsService } from "@cdktf/provider-aws/lib/ecs-service/index.js";
import { Construct as Construct45 } from "constructs";

// modules/service/arn.ts
import { Fn as Fn4, Token as Token7 } from "cdktf";
function lastPart(arn) {
  if (Token7.isUnresolved(arn)) return Token7.asString(Fn4.element(Fn4.split("/", arn), 1));
  return arn.slice(arn.lastIndexOf("/") + 1);
}

// modules/service/service.ts
var Service = class extends Construct45 {
  settings;
  task;
  service;
  scaling;
  alarms;
  constructor(scope, id, props) {
    super(scope, id);
    const { environment: environment2, product: product3, name: name3, port: port2, target: target2, overrides = {} } = props;
    const settings = this.settings = resolvedAt(this, () => {
      if (target2 !== void 0 && port2 === void 0)
        throw new Error("requests come from a load balancer, but it has no port; name the port that it listens on");
      return resolveService2(name3, props, environment2);
    });
    sayIdle(this, settings);
    this.task = new Task(this, "task", {
      environment: environment2,
      product: product3,
      name: name3,
      settings: settings.task,
      ...port2 !== void 0 && { port: port2 },
      ...props.boundary !== void 0 && { boundary: props.boundary },
      ...overrides.definition !== void 0 && { overrides: overrides.definition }
    });
    if (target2 !== void 0 && port2 !== void 0)
      new Connection(this, "from-balancer", {
        from: target2.securityGroup,
        to: { securityGroup: this.task.securityGroup.id, port: port2, why: `load balancer to ${name3}` }
      });
    const { rollbackAlarms = [] } = props;
    this.service = new EcsService(this, "service", {
      name: this.task.family,
      cluster: environment2.cluster,
      taskDefinition: this.task.definition.arn,
      desiredCount: settings.desired,
      ...capacityOf(settings.task.capacity),
      networkConfiguration: networkOf(environment2, this.task.securityGroup.id),
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      availabilityZoneRebalancing: "ENABLED",
      enableExecuteCommand: settings.task.shellAccess === "allowed",
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      ...target2 !== void 0 && port2 !== void 0 && {
        loadBalancer: [{ targetGroupArn: target2.arn, containerName: name3, containerPort: port2 }],
        healthCheckGracePeriodSeconds: settings.graceSeconds
      },
      ...rollbackAlarms.length > 0 && {
        alarms: { alarmNames: [...rollbackAlarms], enable: true, rollback: true }
      },
      dependsOn: [...this.task.ready, ...target2?.after ?? []],
      ...settings.left.length > 0 && { lifecycle: { ignoreChanges: [...settings.left] } },
      ...overrides.service
    });
    const cluster = lastPart(environment2.cluster);
    if (settings.scaling !== void 0)
      this.scaling = new ServiceScaling(this, "scaling", {
        cluster,
        service: this.service.name,
        settings,
        scaling: settings.scaling,
        ...target2 !== void 0 && { target: target2 }
      });
    this.alarms = new Alarms(this, "alarms", {
      environment: environment2,
      subject: [product3, name3, "service"],
      rules: serviceAlarms(cluster, this.task.family, environment2.class),
      ...props.alarms !== void 0 && { overrides: props.alarms }
    });
  }
  /** For the stack's output. */
  get ref() {
    return { cluster: this.service.cluster, service: this.service.name };
  }
};

// stacks/product/services.ts
var isOurs = (image2) => !/[.:@]/.test(image2.split("/")[0] ?? "") && !/[:@]/.test(image2);
var Services = class extends Construct46 {
  contract;
  alarms;
  #parts;
  #repositories;
  constructor(scope, id, services, parts) {
    super(scope, id);
    this.#parts = parts;
    const all = Object.values(services);
    const images = all.map(({ image: image2 }) => image2).filter(isOurs);
    const { environment: environment2, imagesDeletion: deletion } = parts;
    this.#repositories = new Repositories(this, "images", {
      environment: environment2,
      images,
      ...deletion !== void 0 && { deletion }
    });
    const made = all.map((written3) => ({
      name: written3.name,
      made: written3.kind === "job" ? this.#job(written3) : this.#service(written3)
    }));
    this.contract = Object.fromEntries(
      made.flatMap(({ name: name3, made: one }) => one instanceof Service ? [[name3, one.ref]] : [])
    );
    this.alarms = made.flatMap(({ made: one }) => one.alarms.arns);
  }
  #image(image2) {
    return isOurs(image2) ? { kind: "pipeline", repository: this.#repositories.get(image2) } : { kind: "name", name: image2 };
  }
  #task(written3) {
    const { environment: environment2, product: product3, boundary, secrets, egress } = this.#parts;
    const { cpu, memory } = written3.size;
    return {
      environment: environment2,
      product: product3,
      boundary,
      name: identityOf(written3),
      image: this.#image(written3.image),
      size: { cpu, memoryMiB: memory },
      env: written3.env,
      secrets: Object.fromEntries(Object.entries(secrets.arns).map(([name3, parameter]) => [name3, { parameter }])),
      uses: usesOf(this.#parts, written3.uses),
      egress,
      ...written3.command !== void 0 && { command: written3.command },
      ...written3.standby && { start: "standby" }
    };
  }
  #service(written3) {
    const target2 = targetOf(this.#parts, written3.name);
    const made = new Service(this, identityOf(written3), {
      ...this.#task(written3),
      count: written3.count,
      ...written3.port !== void 0 && { port: written3.port },
      ...target2 !== void 0 && { target: target2 }
    });
    const { idle } = made.settings;
    if (idle !== void 0) remindUntil(made, `${made.service.fqn}.desired_count > 0`, idle);
    return made;
  }
  #job(written3) {
    const made = new Job(this, identityOf(written3), { ...this.#task(written3), schedule: written3.schedule });
    const { idle } = made.settings;
    if (idle !== void 0) remindUntil(made, `${made.schedule.fqn}.state == "ENABLED"`, idle);
    return made;
  }
};

// stacks/product/product.ts
function reach(stack, { product: product3, environment: environment2, deployment, ref: ref2, foundation: foundation2 }) {
  const { ingress: ingress3 } = deployment;
  const identity = identityOf(product3);
  const certificate = () => new IssuedCertificate(stack, "certificate", {
    product: product3.name,
    arn: foundation2.at("certificates").at(product3.name).at("arn").text()
  }).arn;
  const addresses2 = () => stack.reads(`${environment2.name}-addresses`);
  const deletion = allowedDeletions(stack.estate, stack.node.id, ["ingress"])["ingress"];
  return makeIngress(stack, deployment, {
    environment: ref2,
    product: identity,
    allocations: ingress3.kind === "static" ? ingressAllocations(addresses2(), product3.name, ingress3.azs) : {},
    ...certificateNames(deployment).length > 0 && { certificate: certificate() },
    ...deletion !== void 0 && { deletion }
  });
}
function killSwitch(stack, { product: product3, deployment, ref: ref2 }) {
  if (deployment.names.length === 0 || deployment.ingress.kind === "none") return void 0;
  const deletion = allowedDeletions(stack.estate, stack.node.id, ["kill-switch"])["kill-switch"];
  return new KillSwitch(stack, "kill-switch", {
    environment: ref2,
    product: identityOf(product3),
    ...deletion !== void 0 && { deletion }
  });
}
function productStack(product3, environment2, deployment, scene) {
  const { estate } = scene;
  const identity = identityOf(product3);
  const tags2 = environmentTags(estate, environment2, product3);
  const stack = new EstateStack(`${product3.name}-${environment2.name}`, {
    ...scene,
    key: `${identity}-${environment2.name}`,
    accounts: [environment2.account],
    tags: tags2
  });
  const foundation2 = stack.reads(`${environment2.name}-foundation`);
  const ref2 = environmentRef(estate, environment2, foundation2);
  const placed = { product: product3, environment: environment2, deployment, ref: ref2, foundation: foundation2 };
  const place = { environment: ref2, product: identity };
  const stores = Object.values(deployment.data).map(identityOf);
  const data = new Data(stack, "data", deployment.data, {
    ...place,
    deletion: allowedDeletions(estate, stack.node.id, stores)
  });
  const secrets = new Secrets(stack, "secrets", { ...place, names: deployment.secrets });
  const ingress3 = reach(stack, placed);
  if (ingress3 !== void 0)
    new Records(stack, "records", deployment, { estate, foundation: foundation2, target: aliasOf(ingress3) });
  const wayBack = killSwitch(stack, placed);
  const boundary = boundaryArn({
    company: estate.company,
    environment: environment2.name,
    account: environment2.account
  });
  const { images } = allowedDeletions(estate, stack.node.id, ["images"]);
  const parts = {
    ...place,
    boundary,
    data,
    secrets,
    egress: partnerEgress(estate, product3.name),
    ...ingress3 !== void 0 && { ingress: ingress3 },
    ...images !== void 0 && { imagesDeletion: images }
  };
  const services = new Services(stack, "services", deployment.services, parts);
  const disks3 = statefulDisks(deployment.fleets);
  const fleets = new Fleets(stack, "fleets", deployment.fleets, {
    ...parts,
    where: environment2,
    secretNames: deployment.secrets,
    tags: tags2,
    deletion: allowedDeletions(estate, stack.node.id, disks3)
  });
  bindRoles(stack, boundary);
  const contract = {
    schema: "product/v1",
    product: product3.name,
    environment: environment2.name,
    account: environment2.account,
    region: estate.region,
    ingress: ingressContract(deployment.ingress.kind, ingress3),
    ...wayBack !== void 0 && {
      killSwitch: { healthCheck: wayBack.healthCheck.id, object: wayBack.object }
    },
    services: services.contract,
    fleets: fleets.contract,
    alarms: [...data.alarms, ...ingress3?.alarmArns ?? [], ...services.alarms, ...fleets.alarms],
    names: ownedNames(deployment).map(({ name: name3 }) => name3),
    records: [],
    stateful: [...data.stateful, ...disks3]
  };
  stack.finish(contract, environment2);
  return stack;
}

// stacks/makers.ts
function makers(estate) {
  const made = /* @__PURE__ */ new Map();
  const { state } = estate;
  if (state.kind === "s3") made.set("bootstrap", (scene) => bootstrapStack(state.bucket, scene));
  for (const environment2 of Object.values(estate.environments)) {
    made.set(`${environment2.name}-addresses`, (scene) => addressesStack(environment2, scene));
    made.set(`${environment2.name}-foundation`, (scene) => foundationStack(environment2, scene));
  }
  for (const product3 of Object.values(estate.products))
    for (const [name3, deployment] of Object.entries(product3.in)) {
      const environment2 = estate.environments[name3];
      if (environment2 !== void 0)
        made.set(`${product3.name}-${name3}`, (scene) => productStack(product3, environment2, deployment, scene));
    }
  return new Map(
    stackNames(estate).flatMap((name3) => {
      const maker = made.get(name3);
      return maker === void 0 ? [] : [[name3, maker]];
    })
  );
}

// stacks/app.ts
function chosenStacks(estate, wanted = "") {
  const all = stackNames(estate);
  const names = wanted.split(",").map((name3) => name3.trim()).filter((name3) => name3 !== "");
  const wrong = names.filter((name3) => !all.includes(name3));
  if (wrong.length > 0)
    throw new Refused(
      wrong.map((name3) => {
        const close = nearest(name3, all);
        return `STACKS names ${JSON.stringify(name3)}, which this estate does not have; ${close === void 0 ? `write some of: ${all.join(", ")}` : `did you mean ${close}?`}`;
      })
    );
  return names.length === 0 ? all : all.filter((name3) => names.includes(name3));
}
function estateApp(estate, place, wanted) {
  const app2 = new App({ outdir: place.outdir, context: { targetVersions: { terraform: ">=1.11.0" } } });
  const chosen = new Set(chosenStacks(estate, wanted));
  for (const [name3, make2] of makers(estate)) if (chosen.has(name3)) make2({ app: app2, estate, place });
  return app2;
}

// ../../tmp/h4/bench.ts
import { TerraformStack as TerraformStack4 } from "#cdktf";
import { readdirSync } from "node:fs";
var loaded = loadEstate(readFileSync2("/work/main/examples/utah/estate.yaml", "utf8"), "e");
var t0 = performance.now();
var app = estateApp(loaded.estate, { folder: "/tmp/h4/b", outdir: "/tmp/h4/b/out" });
var stacks = app.node.findAll().filter((n) => TerraformStack4.isStack(n));
var t1 = performance.now();
for (const s of stacks) s.prepareStack();
var js = stacks.map((s) => s.toTerraform());
var t2 = performance.now();
var ts = stacks.map((s, i) => readTemplate(s.node.id, js[i]));
var r = checkStacks(ts, { today: "2027-01-01" });
var t3 = performance.now();
console.log("construct", t1 - t0, "toTerraform", t2 - t1, "check", t3 - t2, r.findings.length, r.resources);
var c0 = process.cpuUsage();
var t4 = performance.now();
var again = stacks.map((s) => s.toTerraform());
var c1 = process.cpuUsage(c0);
var t5 = performance.now();
var d = process.argv[2];
var c2 = process.cpuUsage();
var read = readdirSync(d).map((n) => readTemplate(n, JSON.parse(readFileSync2(`${d}/${n}/cdk.tf.json`, "utf8"))));
var c3 = process.cpuUsage(c2);
var c4 = process.cpuUsage();
checkStacks(read, { today: "2027-01-01" });
var c5 = process.cpuUsage(c4);
console.log("cpu ms: toTerraform again", c1.user / 1e3, "read", c3.user / 1e3, "check", c5.user / 1e3, again.length, read.length, t5 - t4);
