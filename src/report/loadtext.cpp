#include "report/load.h"

#include "diagnosis/loadverdict.h"
#include "report/textlayout.h"

#include <QCoreApplication>
#include <QLocale>

namespace wirewise::report {

using diagnosis::LoadVerdict;
using diagnosis::shortTime;
using observation::LatencyFigures;
using observation::LoadFailure;
using observation::LoadStep;
using observation::LoadTest;

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::report::Load)
};

constexpr int FirstColumn = 14;
constexpr int Column = 11;

/// The first cell to the left, the others to the right of their columns.
QString row(const QStringList &cells)
{
    QString line = cells.constFirst().leftJustified(FirstColumn);
    for (qsizetype i = 1; i < cells.size(); ++i)
        line += cells.at(i).rightJustified(Column);
    return line;
}

QString number(qint64 value)
{
    return QLocale::c().toString(value);
}

QString timeOf(const std::optional<observation::Duration> &time)
{
    return time ? shortTime(*time) : QStringLiteral("–");
}

QString figuresRow(const QString &name, const LatencyFigures &figures)
{
    return row({name, figures.count > 0 ? number(figures.count) : QStringLiteral("–"), timeOf(figures.median),
                timeOf(figures.p95), timeOf(figures.p99), timeOf(figures.worst)});
}

void writeFigures(TextLayout &layout, const LoadTest &test)
{
    if (test.handshake.count == 0 && !test.handshake.p95)
        return;
    layout.heading(test.source.isEmpty() ? Texts::tr("Times, from when each was due")
                                         : Texts::tr("Times, as %1 measured them").arg(test.source));
    layout.line(row({QString(), Texts::tr("count"), Texts::tr("median"), Texts::tr("95 %"), Texts::tr("99 %"),
                     Texts::tr("worst")}),
                2, Tone::Faint);
    layout.line(figuresRow(Texts::tr("handshake"), test.handshake), 2);
    if (test.answer.count > 0 || test.answer.p95)
        layout.line(figuresRow(Texts::tr("answer"), test.answer), 2);
}

void writeSteps(TextLayout &layout, const LoadTest &test, const LoadVerdict &verdict)
{
    // Tenths of a handful say nothing.
    constexpr int worthTenths = 20;
    if (test.steps.size() < 2 || (test.plan.steps == 1 && test.begun < worthTenths))
        return;
    layout.heading(Texts::tr("By number of connections"));
    QStringList head{Texts::tr("up to"), Texts::tr("opened"), Texts::tr("failed"), Texts::tr("dropped"),
                     Texts::tr("handshake")};
    const bool hasAnswers = test.answer.count > 0;
    if (hasAnswers)
        head.append(Texts::tr("answer"));
    layout.line(row(head), 2, Tone::Faint);
    for (qsizetype i = 0; i < test.steps.size(); ++i) {
        const LoadStep &step = test.steps.at(i);
        if (step.begun == 0)
            continue;
        QStringList cells{number(step.connections), number(step.opened), number(step.failed),
                          number(step.dropped), timeOf(step.handshake.p95)};
        if (hasAnswers)
            cells.append(timeOf(step.answer.p95));
        const bool isOff = verdict.bend && i >= verdict.bend->step;
        layout.line(row(cells), 2, isOff ? Tone::Warn : Tone::Plain);
    }
    layout.line(Texts::tr("Times are those that 95 % did not exceed."), 2, Tone::Faint);
}

void writeFailures(TextLayout &layout, const LoadTest &test)
{
    if (test.failures.isEmpty())
        return;
    layout.heading(Texts::tr("Failures"));
    for (const LoadFailure &failure : test.failures) {
        const QString when =
            failure.when == LoadFailure::When::Opening ? Texts::tr("while opening") : Texts::tr("while held");
        layout.labelled(number(failure.count),
                        QString(safeText(failure.title) % QLatin1String(" (") %
                                QString::fromUtf8(failure.finding) % QLatin1String(", ") % when %
                                QLatin1Char(')')),
                        2, 7, Tone::Fail);
    }
}

} // namespace

QString toText(const LoadTest &test, const TextStyle &style, Secrets secrets)
{
    const LoadVerdict verdict = diagnosis::judge(test);
    TextLayout layout(style);
    const bool hasFailed = test.failed > 0 || test.dropped > 0 || test.opened == 0;
    layout.paragraph(verdict.title, 0, hasFailed ? Tone::Fail : verdict.bend ? Tone::Warn : Tone::Good);
    if (const QString address = addressOf(test, secrets); !address.isEmpty())
        layout.line(safeText(address), 0, Tone::Faint);
    for (const QString &remark : verdict.remarks)
        layout.paragraph(remark);
    writeFigures(layout, test);
    writeSteps(layout, test, verdict);
    writeFailures(layout, test);
    return layout.text();
}

} // namespace wirewise::report
