"""Compares one RESULT of `wirewise-cli check --json` with what is true of the case. Each function yields complaints."""

import base64

EXIT_STATUS = {"works": 0, "works-with-warnings": 0, "fails": 1, "not-checked": 1}


def one_or_many(value):
    return value if isinstance(value, list) else [value]


def complaints(result, truth, answers):
    yield from about_verdict(result, truth)
    yield from about_answers(result, answers)
    for finding in result["findings"]:
        yield from about_quotes(result, finding)
    yield from about_proof(result["findings"][0], truth)
    yield from about_fix(result["findings"][0], truth)


def about_verdict(result, truth):
    if result["verdict"] not in one_or_many(truth["verdict"]):
        yield f"the verdict is {result['verdict']}, the truth is {truth['verdict']}"
    ids = [finding["id"] for finding in result["findings"]]
    if ids[0] not in one_or_many(truth["primary"]):
        yield f"the primary finding is {ids[0]}, the truth is {truth['primary']}"
    for wrong in set(truth.get("never", [])).intersection(ids):
        yield f"{wrong} is a wrong explanation"
    for expected in set(truth.get("also", [])).difference(ids):
        yield f"{expected} is not told"
    severities = {finding["severity"] for finding in result["findings"]}
    verdict = "fails" if "error" in severities else "works-with-warnings" if "warning" in severities else "works"
    if result["verdict"] != verdict:
        yield f"the verdict is {result['verdict']}, but the gravest finding makes it {verdict}"


def about_answers(result, answers):
    """The three probes saw what the server says to anybody."""
    probes = {probe["name"]: probe for probe in result["probes"]}
    for kind, answer in answers.items():
        if kind not in probes:
            yield f"there is no probe {kind}"
            continue
        response = probes[kind]["response"]
        seen = str(response["status"]) if response else probes[kind]["outcome"]
        if seen != answer.status and not (answer.status == "closed" and response is None and seen in ("closed", "reset")):
            yield f"{kind} is told as {seen}, the server answers {answer.status}"
        line = answer.bytes.split(b"\r\n")[0]
        if response and not base64.b64decode(response["raw"]).startswith(line):
            yield f"the bytes received by {kind} do not begin with {line!r}"


def bytes_of(result, evidence):
    for probe in result["probes"]:
        if probe["name"] == evidence["probe"]:
            side = probe["request"] if evidence["direction"] == "sent" else probe["response"]
            return base64.b64decode(side["raw"]) if side else b""
    return None


def about_quotes(result, finding):
    """What is quoted as evidence stands at that place in the bytes."""
    for evidence in finding["evidence"]:
        if not evidence.get("length") or evidence.get("session"):
            continue  # a fact without bytes, or bytes that came after the handshake
        raw = bytes_of(result, evidence)
        where = f"{finding['id']}: evidence of {evidence['probe']}"
        if raw is None:
            yield f"{where}, a probe that is not told"
            continue
        begin, length = evidence["offset"], evidence["length"]
        if begin < 0 or begin + length > len(raw):
            yield f"{where} lies outside of its {len(raw)} bytes: {begin}+{length}"
        elif not same_text(raw[begin : begin + length], evidence["text"]):
            yield f"{where} quotes {evidence['text']!r}, there stands {raw[begin:begin + length]!r}"


def same_text(raw, text):
    """The text is the bytes made printable: control characters as their pictures, a long text cut with an ellipsis."""
    real = "".join(chr(0x2400 + ord(one)) if one < " " else one for one in raw.decode("utf-8", "replace"))
    return text == real or (text.endswith("…") and len(text) > 1 and real.startswith(text[:-1]))


def about_proof(finding, truth):
    """The evidence that decides is among what is quoted."""
    if not any(evidence.get("length") for evidence in finding["evidence"]):
        yield f"{finding['id']} quotes no byte"
    for expected in truth.get("evidence", []):
        quotes = [one["text"] for one in finding["evidence"] if one["probe"] == expected["probe"]]
        if not any(expected["quotes"] in quote for quote in quotes):
            yield f"no evidence of {expected['probe']} quotes {expected['quotes']!r}; it quotes {quotes}"


def about_fix(finding, truth):
    """The fix for the recognised stack comes first and says what is known to repair it."""
    expected = truth.get("fix")
    if not expected:
        return
    if not finding["fixes"]:
        yield f"{finding['id']} has no fix"
        return
    first = finding["fixes"][0]
    if first["stack"] not in one_or_many(expected["stack"]):
        yield f"the first fix is for {first['stack']}, the server is {expected['stack']}"
    words = (first["text"] + "\n" + (first["snippet"] or "")).lower()
    for word in expected.get("says", []):
        if word.lower() not in words:
            yield f"the first fix does not say {word!r}: {first['text']!r}, {first['snippet']!r}"
