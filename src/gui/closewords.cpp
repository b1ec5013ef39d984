#include "gui/closewords.h"

#include "gui/breachwords.h"
#include "gui/widgets/bannercontent.h"

#include <QCoreApplication>

#include <chrono>

namespace wirewise::gui {

namespace {

constexpr qsizetype ShownBytes = 16;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CloseWords)
};

void append(QString &text, const QString &sentence)
{
    text = text.isEmpty() ? sentence : QString(text % QLatin1Char(' ') % sentence);
}

/// Our own Close says 1002, 1007 or 1009 because of what the peer sent.
void addBreach(CloseExplanation &words, const observation::SessionFacts &facts)
{
    words.meaning =
        Words::tr("The server broke %1. %2").arg(sectionWords(*facts.breach), ruleWords(*facts.breach));
    if (facts.breachBytes.isEmpty())
        return;
    QString bytes =
        QString::fromLatin1(facts.breachBytes.first(qMin(ShownBytes, facts.breachBytes.size())).toHex(' '));
    if (facts.breachBytes.size() > ShownBytes)
        bytes += QStringLiteral(" …");
    words.detail =
        Words::tr("Its bytes: %1, at byte %2 of what it sent.").arg(bytes).arg(facts.breachRange.offset);
}

} // namespace

void addCircumstances(CloseExplanation &words, const observation::Message &close,
                      const CloseCircumstances &circumstances)
{
    const bool byUs = close.direction == wire::Direction::Sent;
    if (byUs && circumstances.facts && circumstances.facts->breach)
        addBreach(words, *circumstances.facts);
    if (circumstances.answeredAt) {
        const auto took =
            std::chrono::duration_cast<std::chrono::milliseconds>(*circumstances.answeredAt - close.at);
        append(words.detail, Words::tr("Clean close in %1.").arg(durationText(took)));
    } else if (circumstances.isOver) {
        append(words.detail, byUs ? Words::tr("The server sent no Close back: not clean.")
                                  : Words::tr("No Close went back: not clean."));
    }
}

} // namespace wirewise::gui
