#include "diagnosis/ranking.h"

#include <QSet>

#include <algorithm>
#include <tuple>

namespace wirewise::diagnosis {

namespace {

bool names(std::span<const char *const> ids, const QByteArray &id)
{
    return std::any_of(ids.begin(), ids.end(), [&](const char *other) { return id == other; });
}

/// Layers below an HTTP answer are passed one after the other: the first that fails hides the rest. From the
/// answer on, several explanations compete, and the surest leads.
int stageOf(const Finding &finding)
{
    const Layer layer = layerOf(finding.id);
    return layer <= Layer::Http ? static_cast<int>(layer) : static_cast<int>(Layer::Health);
}

void dropRefined(QList<Judged> &judged)
{
    QSet<QByteArray> refined;
    for (const Judged &entry : std::as_const(judged))
        for (const char *id : entry.failure->refines)
            refined.insert(id);
    judged.removeIf([&](const Judged &entry) { return refined.contains(entry.finding.id); });
}

/// "It works" beside an error would be a contradiction.
void dropPraise(QList<Judged> &judged)
{
    const auto fails = [](const Judged &entry) {
        return entry.finding.severity == Severity::Error && !entry.failure->onlyOnSuccess;
    };
    if (std::any_of(judged.cbegin(), judged.cend(), fails))
        judged.removeIf([](const Judged &entry) { return entry.failure->onlyOnSuccess; });
}

void applyOutranking(QList<Judged> &judged)
{
    for (qsizetype i = 0; i < judged.size(); ++i) {
        for (qsizetype j = 0; j < i; ++j) {
            if (!names(judged[i].failure->outranks, judged[j].finding.id) ||
                judged[i].finding.severity != judged[j].finding.severity)
                continue;
            judged.move(i, j);
            break;
        }
    }
}

} // namespace

QList<Judged> ranked(QList<Judged> judged)
{
    dropRefined(judged);
    dropPraise(judged);
    const auto key = [](const Judged &entry) {
        const Finding &finding = entry.finding;
        const double doubt = finding.severity == Severity::Error ? 1 - finding.confidence : 0;
        return std::make_tuple(-static_cast<int>(finding.severity), static_cast<int>(entry.failure->place),
                               stageOf(finding), doubt);
    };
    std::stable_sort(judged.begin(), judged.end(),
                     [&](const Judged &a, const Judged &b) { return key(a) < key(b); });
    applyOutranking(judged);
    return judged;
}

} // namespace wirewise::diagnosis
