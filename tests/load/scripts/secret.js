// A load test of Wirewise: 3,000 connections, 100 a second, for 120 s, in 3 steps; in each the message “…” every 500 ms.
// Run it with: k6 run --summary-export summary.json -e WS_URL=… -e WS_AUTHORIZATION=… -e WS_MESSAGE=… THIS_FILE
// WS_URL has to be set: the whole address. It is secret, and not in here.
// WS_AUTHORIZATION has to be set: the header Authorization. It is secret, and not in here.
// WS_MESSAGE has to be set: the message. It is secret, and not in here.
// Of several headers Authorization the first is in here.
// Afterwards: wirewise-cli import summary.json

import exec from "k6/execution";
import { Counter, Trend } from "k6/metrics";
import { WebSocket } from "k6/websockets";

const url = __ENV.WS_URL;
const protocols = ["chat.v2"];
const params = {
  headers: {
    "Origin": "https://example.org",
    "Authorization": __ENV.WS_AUTHORIZATION,
    "X-Team": "a \"b\"\\ </script>",
  },
  compression: "deflate",
};
const connections = 3000;
const rate = 100; // connections a second
const time = 120000; // milliseconds, from the first connection until all are closed
const steps = 3;

const opened = new Counter("wirewise_opened");
const failed = new Counter("wirewise_failed");
const dropped = new Counter("wirewise_dropped");
const handshakeTime = new Trend("wirewise_handshake", true);
const answerTime = new Trend("wirewise_answer", true);

export const options = {
  scenarios: {
    sessions: {
      executor: "per-vu-iterations", // one session each
      vus: connections,
      iterations: 1,
      maxDuration: `${Math.ceil(time / 1000) + 30}s`,
    },
  },
  summaryTrendStats: ["count", "avg", "min", "med", "p(95)", "p(99)", "max"],
  insecureSkipTLSVerify: true,
  hosts: {
    "example.org:443": "192.0.2.7",
  },
};

const every = 500; // milliseconds between the messages of a session

// An answer is timed from when its message was due, also if it went out late.
function converse(socket) {
  const waiting = [];
  let due = Date.now();
  const say = () => {
    if (socket.readyState !== 1) return;
    waiting.push(due);
    socket.send(__ENV.WS_MESSAGE);
    due += every;
    setTimeout(say, Math.max(0, due - Date.now()));
  };
  socket.addEventListener("message", (event) => {
    if (typeof event.data !== "string" || !event.data.includes("pong")) return;
    if (waiting.length > 0) answerTime.add(Date.now() - waiting.shift());
  });
  say();
}

// When a connection is due, in milliseconds after the start.
function dueTime(number) {
  const step = Math.min(steps - 1, Math.floor((number * steps) / connections));
  const first = Math.ceil((step * connections) / steps);
  return (step * time) / steps + ((number - first) / rate) * 1000;
}

export default function () {
  const start = exec.scenario.startTime;
  const due = start + dueTime(exec.vu.idInTest - 1);
  setTimeout(() => {
    const socket = new WebSocket(url, protocols, params);
    let isOpen = false;
    let isLeaving = false;
    socket.addEventListener("open", () => {
      isOpen = true;
      opened.add(1);
      handshakeTime.add(Date.now() - due);
      converse(socket);
      setTimeout(() => {
        isLeaving = true;
        socket.close(1000);
      }, Math.max(0, start + time - Date.now()));
    });
    socket.addEventListener("error", () => {
      if (!isOpen) failed.add(1);
    });
    socket.addEventListener("close", () => {
      if (isOpen && !isLeaving) dropped.add(1);
    });
  }, Math.max(0, due - Date.now()));
}
