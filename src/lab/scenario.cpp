#include "lab/scenario.h"

#include "lab/scenariotables.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace wirewise::lab {

namespace {

constexpr std::array<const char *, 12> LayerNames{
    "local", "url", "dns", "tcp", "proxy", "tls", "http", "health", "upgrade", "engineio", "session", "auth"};

Layer layerOf(const QByteArray &id)
{
    const QByteArray name = id.left(id.indexOf('.'));
    const auto found = std::find(LayerNames.cbegin(), LayerNames.cend(), name);
    return found == LayerNames.cend() ? Layer::Local : static_cast<Layer>(found - LayerNames.cbegin());
}

QList<Scenario> assemble()
{
    QList<Scenario> all;
    for (const auto table :
         {networkScenarios, proxyScenarios, certificateScenarios, tlsScenarios, httpScenarios,
          healthScenarios, handshakeScenarios, routeScenarios, gatewayScenarios, refusalScenarios,
          engineioScenarios, sessionScenarios, closeCodeScenarios, authScenarios})
        all += table();
    for (Scenario &scenario : all)
        scenario.layer = layerOf(scenario.id);
    std::stable_sort(all.begin(), all.end(),
                     [](const Scenario &a, const Scenario &b) { return a.layer < b.layer; });
    return all;
}

constexpr Actor You{QT_TRANSLATE_NOOP("Lab", "Wirewise"), QT_TRANSLATE_NOOP("Lab", "you"), false};

} // namespace

QByteArray toString(Layer layer)
{
    return LayerNames.at(static_cast<std::size_t>(layer));
}

const QList<Scenario> &scenarios()
{
    static const QList<Scenario> all = assemble();
    return all;
}

const Scenario *findScenario(const QByteArray &id)
{
    const QList<Scenario> &all = scenarios();
    const auto found = std::find_if(all.cbegin(), all.cend(), [&](const Scenario &s) { return s.id == id; });
    return found == all.cend() ? nullptr : &*found;
}

QString text(const char *untranslated)
{
    return *untranslated ? QCoreApplication::translate("Lab", untranslated) : QString();
}

Drawing direct(Link link, Actor server)
{
    return {{You, server}, {link}};
}

Drawing through(Link first, Actor middle, Link second, Actor server)
{
    return {{You, middle, server}, {first, second}};
}

} // namespace wirewise::lab
