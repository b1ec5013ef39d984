#include "lab/labaddresses.h"

namespace wirewise::lab {

bool LabAddresses::plays(const Scenario &scenario) const
{
    const Serving::Port port = scenario.serving.port;
    if (isEmpty())
        return false;
    return port == Serving::Port::Main || port == Serving::Port::Nowhere || own.contains(scenario.id);
}

QByteArray LabAddresses::filled(QByteArray text, const Scenario &scenario) const
{
    text.replace("{port}", QByteArray::number(own.value(scenario.id, main)));
    text.replace("{main}", QByteArray::number(main));
    text.replace("{free}", QByteArray::number(free));
    text.replace("{id}", scenario.id);
    text.replace("{ca}", caFile);
    return text;
}

QByteArray LabAddresses::urlOf(const Scenario &scenario) const
{
    return plays(scenario) ? filled(scenario.address, scenario) : QByteArray();
}

QList<QByteArray> LabAddresses::optionsOf(const Scenario &scenario) const
{
    QList<QByteArray> options;
    for (const QByteArray &option : scenario.options)
        options.append(filled(option, scenario));
    return options;
}

QByteArray LabAddresses::directUrlOf(const Scenario &scenario) const
{
    if (isEmpty() || scenario.id != "upgrade.stripped-by-proxy")
        return {};
    return "ws://127.0.0.1:" + QByteArray::number(application) + '/' + scenario.id;
}

} // namespace wirewise::lab
