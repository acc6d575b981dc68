"""Functions that atlas.hcl may call, as far as scripts do."""
import json
import re
from urllib.parse import quote


def _with_query(url, name, value):
    base, _, query = url.partition("?")
    kept = [p for p in query.split("&") if p and not p.startswith(name + "=")]
    return base + "?" + "&".join([*kept, f"{name}={quote(value, safe='')}"])


def _with_path(url, path):
    base, mark, query = url.partition("?")
    return re.sub(r"(://[^/]*).*", r"\1/", base) + path.lstrip("/") + mark + query


def _format(pattern, *values):
    quoted = [json.dumps(v) if "q" in verb else v for verb, v in zip(re.findall(r"%[-+# 0-9.]*[a-z]", pattern), values)]
    return re.sub(r"%([-+# 0-9.]*)[qvs]", r"%\1s", pattern) % tuple(quoted)


def _json(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def _same(value):
    return value


FUNCTIONS = {
    "urlescape": lambda text: quote(text, safe=""), "urlqueryset": _with_query, "urlsetpath": _with_path,
    "toset": lambda values: list(dict.fromkeys(values)), "tostring": str, "tolist": list, "tonumber": int, "tomap": _same,
    "format": _format, "jsonencode": _json, "jsondecode": json.loads,
    "concat": lambda *lists: [v for values in lists for v in values], "join": lambda mark, values: mark.join(values),
    "split": lambda mark, text: text.split(mark), "upper": str.upper, "lower": str.lower, "trimspace": str.strip,
    "replace": str.replace, "trimprefix": str.removeprefix, "trimsuffix": str.removesuffix, "length": len,
    "keys": lambda known: sorted(known), "values": lambda known: [known[k] for k in sorted(known)],
    "merge": lambda *maps: {k: v for known in maps for k, v in known.items()},
    "lookup": lambda known, key, *default: known.get(key, *default), "element": lambda values, i: values[i % len(values)],
    "coalesce": lambda *values: [v for v in values if v not in (None, "")][0], "contains": lambda values, v: v in values,
    "startswith": str.startswith, "endswith": str.endswith, "compact": lambda values: [v for v in values if v],
}
