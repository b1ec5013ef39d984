// A load test of Wirewise: 50 connections, 25 a second, for 10 s.
// Run it with: k6 run --summary-export summary.json THIS_FILE
// Afterwards: wirewise-cli import summary.json

import exec from "k6/execution";
import { Counter, Trend } from "k6/metrics";
import { WebSocket } from "k6/websockets";

const url = "ws://127.0.0.1:8000/ws";
const protocols = [];
const params = {
  headers: {
  },
};
const connections = 50;
const rate = 25; // connections a second
const time = 10000; // milliseconds, from the first connection until all are closed
const steps = 1;

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
};

function converse() {}

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
