#include "load/failuretally.h"

#include "diagnosis/diagnose.h"

#include <algorithm>

namespace wirewise::load {

using observation::Exchange;
using observation::LoadFailure;
using observation::Observation;
using observation::SessionFacts;
using When = LoadFailure::When;

namespace {

/// Bytes of an answer's body by which two answers are told apart.
constexpr qsizetype ComparedBody = 256;

QByteArray coarseKindOf(const Exchange &upgrade)
{
    QByteArray kind = toString(upgrade.outcome) + ' ' + QByteArray::number(upgrade.status());
    if (const auto &tls = upgrade.connection.tls)
        kind += ' ' + toString(tls->result);
    if (const auto &proxy = upgrade.connection.proxy)
        kind += ' ' + toString(proxy->result) + ' ' + QByteArray::number(proxy->status);
    return kind;
}

QByteArray kindOf(const Exchange &upgrade)
{
    QByteArray kind = coarseKindOf(upgrade) + ' ' + upgrade.detail.toUtf8();
    if (upgrade.response)
        kind += ' ' + upgrade.response->reason + '\n' + upgrade.response->body.left(ComparedBody);
    return kind;
}

QByteArray coarseKindOf(const SessionFacts &session)
{
    return "dropped " + QByteArray::number(session.closeCode.value_or(0)) + ' ' +
           QByteArray::number(static_cast<int>(session.end)) + (session.breach ? " breach" : "");
}

} // namespace

void FailureTally::addRefusal(const Exchange &upgrade)
{
    add(kindOf(upgrade), coarseKindOf(upgrade), When::Opening, upgrade, {});
}

void FailureTally::addDrop(const Exchange &upgrade, const SessionFacts &session)
{
    const QByteArray coarse = coarseKindOf(session);
    add(coarse + ' ' + session.closeReason, coarse, When::Holding, upgrade, session);
}

void FailureTally::add(const QByteArray &kind, const QByteArray &coarseKind, When when,
                       const Exchange &upgrade, const std::optional<SessionFacts> &session)
{
    const QByteArray &key = m_kinds.contains(kind) || m_kinds.size() < MostKinds ? kind : coarseKind;
    auto known = m_kinds.constFind(key);
    const bool isKept =
        known == m_kinds.cend() || m_failures.at(*known).samples.size() < LoadFailure::KeptSamples;
    if (!isKept) {
        ++m_failures[*known].count;
        return;
    }
    Observation seen = m_asked;
    seen.exchanges = {upgrade};
    seen.session = session;
    seen.took = upgrade.timing.total + (session ? session->watched : observation::Duration(0));
    if (known == m_kinds.cend())
        known = m_kinds.insert(key, placeOf(diagnosis::diagnose(seen).primary(), when));
    LoadFailure &failure = m_failures[*known];
    ++failure.count;
    if (failure.samples.size() < LoadFailure::KeptSamples)
        failure.samples.append(seen);
}

qsizetype FailureTally::placeOf(const diagnosis::Finding &finding, When when)
{
    for (qsizetype i = 0; i < m_failures.size(); ++i) {
        if (m_failures.at(i).finding == finding.id && m_failures.at(i).when == when)
            return i;
    }
    m_failures.append({finding.id, finding.title, when, 0, {}});
    return m_failures.size() - 1;
}

QList<LoadFailure> FailureTally::failures() const
{
    QList<LoadFailure> sorted = m_failures;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const LoadFailure &a, const LoadFailure &b) { return a.count > b.count; });
    return sorted;
}

} // namespace wirewise::load
