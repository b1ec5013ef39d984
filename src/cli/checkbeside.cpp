// The part of `check` that looks at an endpoint from several places.

#include "cli/checkverb.h"

#include "report/text.h"

namespace wirewise::cli {

void CheckVerb::startElsewhere(int jobs, int perHost)
{
    m_beside = SideBySide(m_via.each());
    connect(&m_via, &ViaRuns::itemFinished, this,
            [this](qsizetype index, const observation::Observation &observation,
                   const diagnosis::Diagnosis &diagnosis) {
                if (m_recorder)
                    m_recorder->addCheck(observation, diagnosis);
                take(index, observation, diagnosis);
            });
    connect(&m_via, &ViaRuns::finished, this, &CheckVerb::concludeIfOver);
    m_via.start(m_items.items, {jobs, perHost}, console());
}

void CheckVerb::putBeside(qsizetype index, const JudgedResult &result)
{
    const QList<JudgedResult> all = m_beside.add(index, result);
    const qsizetype first = m_beside.firstOf(index);
    for (qsizetype which = 0; which < all.size(); ++which)
        m_output->put(first + which, renderBeside(all, which, first + which));
}

/// What two places see together, in full or in the sentence alone.
QString CheckVerb::comparedText(const report::Checked &first, const report::Checked &other, bool inFull) const
{
    const report::SideBySide both = compared(first, other, m_secrets);
    const QString sentence = both.comparison.sentence + QLatin1Char('\n');
    const bool isKnown = first.observation.lost.isEmpty() && other.observation.lost.isEmpty();
    if (!inFull)
        return both.comparison.outcomeDiffers && isKnown ? sentence : QString();
    const report::TextStyle style{console().colour, console().width, m_verbose};
    return (isKnown ? report::toText(both, style) : sentence) + QLatin1Char('\n');
}

QByteArray CheckVerb::renderBeside(const QList<JudgedResult> &all, qsizetype which, qsizetype index) const
{
    const auto &[checked, judgement] = all.at(which);
    const report::Checked &first = all.constFirst().checked;
    if (m_format != Format::Text) {
        QJsonObject object = resultOf(index, checked, judgement);
        if (which > 0)
            object.insert(QStringLiteral("compared"), report::toJson(compared(first, checked, m_secrets)));
        return writtenOf(index, object);
    }
    const bool isOnlyOne = m_items.items.size() == m_via.each();
    QString text;
    for (qsizetype other = 1; which == 0 && other < all.size(); ++other)
        text += comparedText(first, all.at(other).checked, isOnlyOne);
    if (isOnlyOne && all.size() > 1)
        text += placeTitle(checked) + QLatin1String("\n\n");
    const bool inFull = m_verbose || (isOnlyOne && isToldInFull(all, which));
    return text.toUtf8() + renderText(index, checked, inFull);
}

} // namespace wirewise::cli
