"""The judge itself: a right result passes, and each thing that can be wrong is noticed."""

import base64
import copy
import unittest

import judge
from answers import Answer

REFUSED = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 2\r\n\r\nno"
OPENED = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"


def probe(name, received):
    return {
        "name": name,
        "request": {"raw": base64.b64encode(b"GET / HTTP/1.1\r\n\r\n").decode()},
        "response": {"raw": base64.b64encode(received).decode(), "status": int(received.split()[1])},
        "outcome": "answered",
    }


RESULT = {
    "verdict": "works-with-warnings",
    "probes": [probe("head", REFUSED), probe("upgrade", OPENED)],
    "findings": [
        {
            "id": "health.head-unsupported",
            "severity": "warning",
            "evidence": [
                {"probe": "head", "direction": "received", "offset": 0, "length": 24, "text": "HTTP/1.1 400 Bad Request"},
                {"probe": "head", "direction": "received", "offset": 0, "length": 0, "text": ""},
            ],
            "fixes": [{"stack": "websockets", "text": "Answer HEAD.", "snippet": ""}, {"stack": "general", "text": "", "snippet": ""}],
        },
        {"id": "upgrade.ok", "severity": "info", "evidence": [], "fixes": []},
    ],
}
TRUTH = {
    "verdict": "works-with-warnings",
    "primary": "health.head-unsupported",
    "also": ["upgrade.ok"],
    "never": ["upgrade.route-missing"],
    "evidence": [{"probe": "head", "quotes": "400"}],
    "fix": {"stack": "websockets", "says": ["head"]},
}
ANSWERS = {"head": Answer(REFUSED, "400"), "upgrade": Answer(OPENED, "101")}


class Judge(unittest.TestCase):
    def setUp(self):
        self.result = copy.deepcopy(RESULT)
        self.first = self.result["findings"][0]

    def complaints(self, truth=None, answers=None):
        return "\n".join(judge.complaints(self.result, truth or TRUTH, answers or ANSWERS))

    def test_right_result_has_no_complaint(self):
        self.assertEqual(self.complaints(), "")

    def test_wrong_verdict(self):
        self.result["verdict"] = "works"
        self.assertIn("the truth is works-with-warnings", self.complaints())

    def test_wrong_primary(self):
        self.result["findings"].reverse()
        self.assertIn("the primary finding is upgrade.ok", self.complaints())

    def test_wrong_explanation_beside_the_right_one(self):
        self.result["findings"].append({"id": "upgrade.route-missing", "severity": "info", "evidence": [], "fixes": []})
        self.assertIn("upgrade.route-missing is a wrong explanation", self.complaints())

    def test_finding_left_out(self):
        del self.result["findings"][1]
        self.assertIn("upgrade.ok is not told", self.complaints())

    def test_verdict_that_its_findings_contradict(self):
        self.result["findings"][1]["severity"] = "error"
        self.assertIn("makes it fails", self.complaints())

    def test_status_that_the_server_did_not_say(self):
        answers = dict(ANSWERS, head=Answer(REFUSED.replace(b"400", b"405"), "405"))
        self.assertIn("head is told as 400, the server answers 405", self.complaints(answers=answers))

    def test_silence_is_not_an_answer(self):
        answers = dict(ANSWERS, head=Answer(b"", "closed"))
        self.assertIn("the server answers closed", self.complaints(answers=answers))
        self.result["probes"][0].update(response=None, outcome="closed")
        self.first["evidence"] = [{"probe": "upgrade", "direction": "received", "offset": 0, "length": 12, "text": "HTTP/1.1 101"}]
        self.assertEqual(self.complaints(truth=dict(TRUTH, evidence=[]), answers=answers), "")

    def test_quote_that_is_not_there(self):
        self.first["evidence"][0]["text"] = "HTTP/1.1 404 Not Found"
        self.assertIn("there stands b'HTTP/1.1 400 Bad Request'", self.complaints())

    def test_quote_with_line_end_and_cut(self):
        self.first["evidence"][0].update(length=40, text="HTTP/1.1 400 Bad Request␍␊Con…")
        self.assertEqual(self.complaints(), "")
        self.first["evidence"][0].update(text="HTTP/1.1 400 Bad Request␍␊Kon…")
        self.assertIn("there stands", self.complaints())

    def test_quote_of_another_place(self):
        self.first["evidence"][0]["offset"] = 9
        self.assertIn("there stands", self.complaints())

    def test_quote_outside_of_the_bytes(self):
        self.first["evidence"][0]["length"] = 4000
        self.assertIn("lies outside", self.complaints())

    def test_quote_of_an_unknown_probe(self):
        self.first["evidence"][0]["probe"] = "experiment-9"
        self.assertIn("a probe that is not told", self.complaints())

    def test_finding_without_proof(self):
        del self.first["evidence"][0]
        self.assertIn("quotes no byte", self.complaints())

    def test_deciding_evidence_missing(self):
        self.first["evidence"][0].update(length=8, text="HTTP/1.1")
        self.assertIn("no evidence of head quotes '400'", self.complaints())

    def test_fix_for_another_stack_first(self):
        self.first["fixes"].reverse()
        self.assertIn("the first fix is for general", self.complaints())

    def test_fix_without_the_word_that_repairs(self):
        self.first["fixes"][0]["text"] = "Try again."
        self.assertIn("does not say 'head'", self.complaints())


if __name__ == "__main__":
    unittest.main()
