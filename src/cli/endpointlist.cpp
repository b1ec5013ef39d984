#include "cli/endpointlist.h"

#include "cli/arguments.h"
#include "cli/checkoptions.h"

#include <QCoreApplication>

namespace wirewise::cli {

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::cli::CommandLine)
};

} // namespace

std::optional<QStringList> splitWords(const QString &line)
{
    QStringList words;
    QString word;
    bool inWord = false;
    QChar quote;
    for (const QChar c : line) {
        if (!quote.isNull()) {
            if (c == quote)
                quote = QChar();
            else
                word += c;
        } else if (c == QLatin1Char('#') && !inWord) {
            break;
        } else if (c == QLatin1Char('"') || c == QLatin1Char('\'')) {
            quote = c;
            inWord = true;
        } else if (c.isSpace()) {
            if (inWord)
                words.append(std::exchange(word, {}));
            inWord = false;
        } else {
            word += c;
            inWord = true;
        }
    }
    if (!quote.isNull())
        return {};
    if (inWord)
        words.append(word);
    return words;
}

tl::expected<QList<check::BatchItem>, QString>
readEndpointList(const QByteArray &text, const observation::Settings &settings, QList<qsizetype> *lines)
{
    QList<check::BatchItem> items;
    const QList<QByteArray> texts = text.split('\n');
    for (qsizetype number = 1; number <= texts.size(); ++number) {
        const QString line = QString::fromUtf8(texts[number - 1]).trimmed();
        const std::optional<QStringList> words = splitWords(line);
        if (!words)
            return tl::unexpected(Texts::tr("Line %1: a quote is not closed.").arg(number));
        if (words->isEmpty())
            continue;
        const Arguments arguments = Arguments::parse(*words, probeOptions());
        check::BatchItem item{
            arguments.positional().isEmpty() ? QString() : arguments.positional().constFirst(), settings};
        QString error = arguments.error();
        if (error.isEmpty() && arguments.positional().size() != 1)
            error = Texts::tr("one address and its options were expected.");
        if (error.isEmpty())
            error = applyOptions(arguments, item.settings);
        if (!error.isEmpty())
            return tl::unexpected(Texts::tr("Line %1: %2").arg(number).arg(error));
        items.append(std::move(item));
        if (lines)
            lines->append(number);
    }
    return items;
}

} // namespace wirewise::cli
