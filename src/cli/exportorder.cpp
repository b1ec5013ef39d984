#include "cli/exportorder.h"

#include <QCoreApplication>

namespace wirewise::cli {

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::cli::ExportVerb)
};

constexpr Option Options[] = {
    {"to", "FORMAT",
     QT_TRANSLATE_NOOP("Options",
                       "html, md, json, har, ndjson, csv, pcapng, curl, python, javascript, http or "
                       "wirewise")},
    {"output", "FILE", QT_TRANSLATE_NOOP("Options", "where to; without it, or with -, standard output")},
    {"force", nullptr, QT_TRANSLATE_NOOP("Options", "replace a file that is there")},
    {"check", "N", QT_TRANSLATE_NOOP("Options", "which check of a file that holds several; default 1")},
    {"keep-secrets", nullptr, QT_TRANSLATE_NOOP("Options", "remove nothing")},
    {"remove", "KIND",
     QT_TRANSLATE_NOOP("Options", "remove that kind too: authorization, token, cookie, trace-id, password, "
                                  "local-address or host-name; all but host-name are removed anyway"),
     true},
    {"keep", "KIND", QT_TRANSLATE_NOOP("Options", "let that kind stay readable"), true},
    {"also", "TEXT",
     QT_TRANSLATE_NOOP("Options", "remove that text too, or what matches a /pattern/ between slashes"), true},
    {"list-secrets", nullptr,
     QT_TRANSLATE_NOOP("Options", "say what would be removed and where, never the values; write nothing")},
};

QString kindNames()
{
    QStringList names;
    for (const redaction::SecretKind kind : redaction::secretKinds()) {
        if (kind != redaction::SecretKind::Added)
            names.append(QString::fromLatin1(redaction::toString(kind)));
    }
    return names.join(QLatin1String(", "));
}

bool readKinds(const Arguments &arguments, redaction::Choice &choice, QString &problem)
{
    for (const char *option : {"remove", "keep"}) {
        for (const QString &word : arguments.values(option)) {
            const auto kind = redaction::secretKindFromString(word.toUtf8());
            if (!kind || kind == redaction::SecretKind::Added) {
                problem = Texts::tr("--%1 %2: one of these was expected: %3.")
                              .arg(QLatin1String(option), word, kindNames());
                return false;
            }
            if (qstrcmp(option, "keep") == 0)
                choice.removed.remove(*kind);
            else
                choice.removed.insert(*kind);
        }
    }
    choice.added = arguments.values("also");
    for (const QString &text : std::as_const(choice.added)) {
        if (const auto breach = redaction::addedBreach(text)) {
            problem = QLatin1String("--also: ") + *breach;
            return false;
        }
    }
    return true;
}

bool readFormat(const Arguments &arguments, ExportOrder &order, QString &problem)
{
    const QString word = arguments.value("to");
    const bool isSession = word == QLatin1String("wirewise");
    order.format = report::formatFromString(word.toUtf8());
    if (order.format || isSession || (order.listOnly && word.isEmpty()))
        return true;
    QStringList words{QStringLiteral("wirewise")};
    for (const report::FormatFacts &facts : report::exportFormats())
        words.append(QLatin1String(facts.word));
    problem = Texts::tr("--to was expected with one of these: %1.").arg(words.join(QLatin1String(", ")));
    return false;
}

} // namespace

std::span<const Option> exportOptions()
{
    return Options;
}

std::optional<ExportOrder> readExportOrder(const Arguments &arguments, QString &problem)
{
    if (arguments.positional().size() != 1) {
        problem = Texts::tr("One session file was expected: wirewise-cli export FILE.wirewise --to md");
        return std::nullopt;
    }
    ExportOrder order;
    order.file = arguments.positional().constFirst();
    order.listOnly = arguments.has("list-secrets");
    order.force = arguments.has("force");
    order.output = arguments.value("output");
    if (order.output == QLatin1String("-"))
        order.output.clear();
    if (arguments.has("keep-secrets"))
        order.choice = redaction::Choice::nothing();
    if (!readFormat(arguments, order, problem) || !readKinds(arguments, order.choice, problem))
        return std::nullopt;
    if (arguments.has("keep-secrets") && (arguments.has("remove") || arguments.has("also"))) {
        problem =
            Texts::tr("--keep-secrets removes nothing, so it does not go together with --remove or --also.");
        return std::nullopt;
    }
    if (arguments.has("check")) {
        bool isNumber = false;
        order.check = arguments.value("check").toLongLong(&isNumber);
        if (!isNumber || order.check < 1) {
            problem = Texts::tr("--check %1: the number of a check was expected, from 1 on.")
                          .arg(arguments.value("check"));
            return std::nullopt;
        }
    }
    if (!order.listOnly && !order.format && order.output.isEmpty()) {
        problem = Texts::tr("A session file needs a name: --output FILE.wirewise was expected.");
        return std::nullopt;
    }
    return order;
}

} // namespace wirewise::cli
