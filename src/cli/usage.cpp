#include "cli/usage.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirewise::cli {

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::cli::CommandLine)
};

/// Words of a text in lines of at most width characters, each after the indent.
QString wrapped(const QString &text, int indent, int width)
{
    QString result;
    int column = indent;
    const QStringList words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString &word : words) {
        if (column > indent && column + 1 + word.size() > width) {
            result += QLatin1Char('\n') + QString(indent, QLatin1Char(' '));
            column = indent;
        } else if (column > indent) {
            result += QLatin1Char(' ');
            ++column;
        }
        result += word;
        column += static_cast<int>(word.size());
    }
    return result;
}

} // namespace

QString overview()
{
    QString text = Texts::tr("Wirewise says why an endpoint does not answer 101 Switching Protocols.") +
                   QLatin1String("\n\n");
    for (const VerbRow &verb : verbTable())
        text += QStringLiteral("  wirewise-cli %1 %2\n")
                    .arg(QLatin1String(verb.name), QString::fromUtf8(verb.operands))
                    .leftJustified(40)
                    .trimmed()
                    .prepend(QLatin1String("  ")) +
                QLatin1String("\n      ") + QCoreApplication::translate("Verbs", verb.summary) +
                QLatin1Char('\n');
    text += QLatin1Char('\n') +
            Texts::tr("wirewise-cli VERB --help lists the options of a verb; --version says the version.") +
            QLatin1Char('\n');
    text +=
        Texts::tr("Exit status: 0 every endpoint works, 1 at least one does not or was not checked, 2 bad "
                  "usage, 3 a fault of Wirewise.") +
        QLatin1Char('\n');
    return text;
}

QString usageOf(const VerbRow &verb, int width)
{
    constexpr int indent = 28;
    QString text = QStringLiteral("wirewise-cli %1 [options] %2")
                       .arg(QLatin1String(verb.name), QString::fromUtf8(verb.operands))
                       .trimmed() +
                   QLatin1Char('\n');
    text += wrapped(QCoreApplication::translate("Verbs", verb.summary), 0, std::max(60, width)) +
            QLatin1String("\n\n");
    for (const Option &option : verb.options) {
        QString head = QLatin1String("  --") + QLatin1String(option.name);
        if (option.value)
            head += QLatin1Char(' ') + QLatin1String(option.value);
        text += head.size() < indent ? head.leftJustified(indent)
                                     : head + QLatin1Char('\n') + QString(indent, QLatin1Char(' '));
        text += wrapped(QCoreApplication::translate("Options", option.meaning), indent, std::max(60, width)) +
                QLatin1Char('\n');
    }
    return text;
}

} // namespace wirewise::cli
