#pragma once

#include "lab/scenario.h"

namespace wirewise::lab {

// One table per file: its rows, and beside them the functions that play them.
[[nodiscard]] QList<Scenario> networkScenarios();
[[nodiscard]] QList<Scenario> proxyScenarios();
[[nodiscard]] QList<Scenario> certificateScenarios();
[[nodiscard]] QList<Scenario> tlsScenarios();
[[nodiscard]] QList<Scenario> httpScenarios();
[[nodiscard]] QList<Scenario> healthScenarios();
[[nodiscard]] QList<Scenario> routeScenarios();
[[nodiscard]] QList<Scenario> gatewayScenarios();
[[nodiscard]] QList<Scenario> refusalScenarios();
[[nodiscard]] QList<Scenario> handshakeScenarios();
[[nodiscard]] QList<Scenario> engineioScenarios();
[[nodiscard]] QList<Scenario> sessionScenarios();
[[nodiscard]] QList<Scenario> closeCodeScenarios();
[[nodiscard]] QList<Scenario> authScenarios();

/// Wirewise asks one server.
[[nodiscard]] Drawing direct(Link link, Actor server);
/// Wirewise asks through somebody.
[[nodiscard]] Drawing through(Link first, Actor middle, Link second, Actor server);

/// Answers HEAD and GET with 200 and a word; true if the request was one of these.
bool answersPlainRequest(Visit &visit);
/// What the lab's port answers on a path that no scenario has, as uvicorn does.
void answerUnknownPath(Visit &visit);
/// The application behind the lab's proxy, asked directly.
void answerAsApplication(Visit &visit);

} // namespace wirewise::lab
