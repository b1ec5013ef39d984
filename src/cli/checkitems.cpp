#include "cli/checkitems.h"

#include "cli/checkoptions.h"
#include "cli/endpointlist.h"
#include "cli/listruns.h"
#include "cli/pastedtexts.h"
#include "cli/savedendpoints.h"
#include "import/readtext.h"
#include "observation/redaction.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QHash>

namespace wirewise::cli {

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::cli::CheckVerb)
};

/// Nothing if all went well, else a sentence.
QString readList(const QString &path, const observation::Settings &settings, const Console &console,
                 CheckItems &all)
{
    QFile file(path);
    const bool standardInput = path == QLatin1String("-");
    if (!(standardInput ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly)))
        return Texts::tr("--file %1 cannot be read: %2.").arg(path, file.errorString());
    // A pipe has no size: one byte more than is allowed tells.
    const QByteArray text = file.read(MaximumListSize + 1);
    if (text.size() > MaximumListSize)
        return Texts::tr("--file %1 is larger than 64 MiB. A list of endpoints was expected.").arg(path);
    QList<qsizetype> lines;
    const auto listed = isOfOtherTools(text) ? readPasted(text, settings, console)
                                             : readEndpointList(imports::toUtf8(text), settings, &lines);
    if (!listed)
        return Texts::tr("--file %1: %2").arg(path, listed.error());
    if (listed->isEmpty())
        return Texts::tr("--file %1 holds no endpoint. One address a line was expected.").arg(path);
    for (qsizetype i = 0; i < listed->size(); ++i) {
        ItemOrigin origin;
        if (!standardInput && i < lines.size()) {
            origin.listFile = path;
            origin.line = lines.at(i);
        }
        all.append(listed->at(i), origin);
    }
    return {};
}

/// The same endpoint is one whose names and address, as reports show it, are the same.
void countOccurrences(CheckItems &all)
{
    QHash<QString, qsizetype> counts;
    for (qsizetype i = 0; i < all.items.size(); ++i) {
        ItemOrigin &origin = all.origins[i];
        const QString &typed = all.items.at(i).typed;
        const observation::EndpointResult read = observation::parseEndpoint(typed);
        const QString key = QStringList{observation::maskedUrl(read.endpoint ? read.endpoint->url() : typed),
                                        origin.endpoint, origin.environment}
                                .join(QChar(QChar::Null));
        origin.occurrence = counts[key]++;
    }
}

} // namespace

void CheckItems::append(const check::BatchItem &item, const ItemOrigin &origin)
{
    items.append(item);
    origins.append(origin);
}

QList<qsizetype> CheckItems::left() const
{
    QList<qsizetype> indexes;
    for (qsizetype i = 0; i < origins.size(); ++i) {
        if (origins.at(i).keptCheck == 0)
            indexes.append(i);
    }
    return indexes;
}

tl::expected<CheckItems, QString> readCheckItems(const Arguments &arguments, const Console &console,
                                                 const CheckItems &discovered)
{
    if (comesFromRun(arguments)) {
        auto kept = itemsOfRun(arguments);
        if (kept)
            countOccurrences(*kept);
        return kept;
    }
    CheckItems all = discovered;
    observation::Settings settings = usualSettings();
    if (const QString error = applyOptions(arguments, settings); !error.isEmpty())
        return tl::unexpected(error);
    for (const QString &typed : arguments.positional()) {
        const auto items = readArgument(typed, settings, console);
        if (!items)
            return tl::unexpected(items.error());
        for (const check::BatchItem &item : *items)
            all.append(item, {});
    }
    const auto saved = savedItems(arguments, settings);
    if (!saved)
        return tl::unexpected(saved.error());
    for (const SavedItem &item : *saved)
        all.append(item.item, {item.endpoint, item.environment, {}, 0, 0});
    if (arguments.has("file")) {
        if (const QString error = readList(arguments.value("file"), settings, console, all); !error.isEmpty())
            return tl::unexpected(error);
        all.title = QFileInfo(arguments.value("file")).fileName();
    }
    if (all.items.isEmpty())
        return tl::unexpected(
            Texts::tr("No endpoint is given. An address was expected, for example: wirewise-cli check "
                      "wss://example.org/ws"));
    countOccurrences(all);
    return all;
}

} // namespace wirewise::cli
