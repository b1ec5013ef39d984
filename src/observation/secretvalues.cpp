#include "observation/secretvalues.h"

#include "observation/redaction.h"

#include <algorithm>

namespace wirewise::observation {

namespace {

/// More are not looked for: a check has a handful, and the search is values times bytes.
constexpr qsizetype MaximumValues = 64;
constexpr qsizetype ShortestPassword = 4;
constexpr qsizetype ShortestValue = 8;

/// Words such as "default" or "dark-mode" are values of cookies, too, and no secrets.
bool looksRandom(const QByteArray &value)
{
    if (value.size() >= 2 * ShortestValue)
        return true;
    return std::any_of(value.begin(), value.end(),
                       [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); });
}

} // namespace

SecretValues::SecretValues(const Observation &observation)
{
    Probe typed;
    typed.settings = observation.settings;
    if (observation.endpoint.endpoint)
        typed.endpoint = *observation.endpoint.endpoint;
    collect(typed);
    for (const Exchange &exchange : observation.exchanges)
        collect(exchange);
    for (const ExperimentResult &result : observation.experiments)
        collect(result.exchange);
    std::sort(m_values.begin(), m_values.end(),
              [](const QByteArray &a, const QByteArray &b) { return a.size() > b.size(); });
}

void SecretValues::add(const QByteArray &value, qsizetype shortest)
{
    if (value.size() >= shortest && m_values.size() < MaximumValues && !m_values.contains(value))
        m_values.append(value);
}

void SecretValues::collect(const Probe &probe)
{
    const QByteArray &userInfo = probe.endpoint.userInfo;
    add(userInfo, ShortestPassword);
    if (const qsizetype colon = userInfo.indexOf(':'); colon >= 0)
        add(userInfo.sliced(colon + 1), ShortestPassword);
    add(probe.settings.proxy.password, ShortestPassword);
    for (const QByteArray &value : probe.settings.secrets) {
        add(value, ShortestPassword);
        add(value.toPercentEncoding(), ShortestPassword);
    }
}

void SecretValues::collect(const Exchange &exchange)
{
    collect(exchange.probe);
    for (const wire::ByteRange &range : secretsIn(exchange.sent)) {
        const QByteArray value = exchange.sent.sliced(range.offset, range.length);
        if (!looksRandom(value))
            continue;
        add(value, ShortestValue);
        add(QByteArray::fromPercentEncoding(value), ShortestValue);
    }
}

QList<wire::ByteRange> SecretValues::rangesIn(QByteArrayView bytes) const
{
    QList<wire::ByteRange> ranges = secretsIn(bytes);
    for (const QByteArray &value : m_values) {
        for (qsizetype at = bytes.indexOf(value); at >= 0; at = bytes.indexOf(value, at + value.size()))
            ranges.append({at, value.size()});
    }
    return mergedRanges(std::move(ranges));
}

QByteArray SecretValues::mask(QByteArrayView bytes) const
{
    QByteArray result = bytes.toByteArray();
    for (const wire::ByteRange &range : rangesIn(bytes))
        std::fill_n(result.begin() + range.offset, range.length, '*');
    return result;
}

QString SecretValues::mask(const QString &text) const
{
    if (text.isEmpty())
        return text;
    const QByteArray bytes = text.toUtf8();
    const QByteArray result = mask(QByteArrayView(bytes));
    return result == bytes ? text : QString::fromUtf8(result);
}

} // namespace wirewise::observation
