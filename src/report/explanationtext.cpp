#include "report/text.h"

#include "diagnosis/stacks.h"
#include "report/textlayout.h"

#include <QCoreApplication>

namespace wirewise::report {

using namespace diagnosis;

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::report::Text)
};

void writeSection(TextLayout &layout, const QString &heading, const QString &text)
{
    if (text.isEmpty())
        return;
    layout.heading(heading);
    layout.paragraph(text, 2);
}

void writeCauses(TextLayout &layout, const QList<Cause> &causes)
{
    if (causes.isEmpty())
        return;
    layout.heading(Texts::tr("Causes"));
    for (const Cause &cause : causes) {
        const bool likely = cause.likelihood == Likelihood::Likely;
        layout.labelled(likely ? Texts::tr("likely") : Texts::tr("possible"), cause.text, 2, 10);
        if (!cause.confirm.isEmpty())
            layout.labelled(QString(), Texts::tr("To confirm: %1").arg(cause.confirm), 2, 10);
    }
}

void writeFixes(TextLayout &layout, const QList<Fix> &fixes)
{
    for (const Fix &fix : fixes) {
        const bool general = fix.stack == "general" || fix.stack.isEmpty();
        layout.heading(general ? Texts::tr("What to do")
                               : Texts::tr("What to do, for %1").arg(stackName(fix.stack)));
        layout.paragraph(fix.text, 2);
        if (!fix.snippet.isEmpty()) {
            layout.gap();
            layout.snippet(fix.snippet, 4);
        }
        const QString proof = proofOf(fix);
        if (!proof.isEmpty())
            layout.paragraph(proof, 2, Tone::Faint);
    }
}

} // namespace

QString toText(const Explanation &explanation, const TextStyle &style)
{
    TextLayout layout(style);
    layout.paragraph(explanation.title, 0, Tone::Strong);
    layout.line(QStringLiteral("%1, %2").arg(QString::fromUtf8(explanation.id),
                                             QString::fromUtf8(toString(explanation.severity))),
                0, Tone::Faint);
    if (!explanation.replacedBy.isEmpty()) {
        layout.paragraph(Texts::tr("This class is retired. %1 replaced it.")
                             .arg(QString::fromUtf8(explanation.replacedBy)),
                         0, Tone::Warn);
    }
    if (!explanation.meaning.isEmpty()) {
        layout.gap();
        layout.paragraph(explanation.meaning);
    }
    writeSection(layout, Texts::tr("How it is told from its neighbours"), explanation.tellApart);
    writeCauses(layout, explanation.causes);
    writeFixes(layout, explanation.fixes);
    if (!explanation.proveIt.isEmpty()) {
        layout.heading(Texts::tr("How to see it without Wirewise"));
        if (explanation.proveIt.contains(QLatin1String("HOST")))
            layout.paragraph(Texts::tr("HOST, PORT and PATH are those of your address; for wss write https."),
                             2);
        layout.gap();
        layout.snippet(explanation.proveIt, 4);
    }
    writeSection(layout, Texts::tr("References"), explanation.references.join(u'\n'));
    return layout.text();
}

} // namespace wirewise::report
