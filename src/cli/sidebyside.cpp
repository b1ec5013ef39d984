#include "cli/sidebyside.h"

#include "observation/placename.h"

#include <QCoreApplication>

namespace wirewise::cli {

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::cli::ViaRuns)
};

/// What asks most for an explanation.
int weightOf(diagnosis::Verdict verdict)
{
    switch (verdict) {
    case diagnosis::Verdict::Works:
        return 0;
    case diagnosis::Verdict::WorksWithWarnings:
        return 1;
    case diagnosis::Verdict::NotChecked:
        return 2;
    case diagnosis::Verdict::Fails:
        break;
    }
    return 3;
}

} // namespace

QList<JudgedResult> SideBySide::add(qsizetype index, const JudgedResult &result)
{
    const qsizetype first = firstOf(index);
    QHash<qsizetype, JudgedResult> &together = m_waiting[first];
    together.insert(index, result);
    if (together.size() < m_each)
        return {};
    QList<JudgedResult> all;
    for (qsizetype i = first; i < first + m_each; ++i)
        all.append(together.take(i));
    m_waiting.remove(first);
    return all;
}

report::SideBySide compared(const report::Checked &first, const report::Checked &other,
                            report::Secrets secrets)
{
    report::SideBySide both{report::sideOf({}, first, secrets), report::sideOf({}, other, secrets), {}};
    both.comparison = comparison::compare(both.left, both.right);
    return both;
}

QString placeTitle(const report::Checked &checked)
{
    const QString &from = checked.observation.from;
    return from.isEmpty() ? Texts::tr("From this computer")
                          : Texts::tr("From %1").arg(observation::placeName(from));
}

bool isToldInFull(const QList<JudgedResult> &all, qsizetype which)
{
    qsizetype worst = 0;
    for (qsizetype i = 1; i < all.size(); ++i) {
        if (weightOf(all.at(i).checked.diagnosis.verdict) > weightOf(all.at(worst).checked.diagnosis.verdict))
            worst = i;
    }
    return which == worst;
}

} // namespace wirewise::cli
