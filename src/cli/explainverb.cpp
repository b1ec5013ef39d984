#include "cli/explainverb.h"

#include "diagnosis/catalogue.h"
#include "report/text.h"

namespace wirewise::cli {

void ExplainVerb::run(const Arguments &arguments)
{
    if (arguments.positional().size() > 1)
        return refuse(tr("One id was expected, for example: wirewise-cli explain upgrade.route-missing"));
    if (arguments.positional().isEmpty()) {
        list();
        Q_EMIT finished(ExitStatus::Works);
        return;
    }
    const QString id = arguments.positional().constFirst();
    const auto explanation = diagnosis::explain(id.toUtf8());
    if (!explanation) {
        const QStringList near = nearTo(id);
        return refuse(near.isEmpty()
                          ? tr("%1 is no failure class. wirewise-cli explain lists them.").arg(id)
                          : tr("%1 is no failure class. Perhaps %2? wirewise-cli explain lists them.")
                                .arg(id, near.join(tr(" or "))));
    }
    console().print(report::toText(*explanation, {console().colour, console().width, false}));
    Q_EMIT finished(ExitStatus::Works);
}

void ExplainVerb::list() const
{
    diagnosis::Layer layer = diagnosis::Layer::Local;
    bool first = true;
    const QList<QByteArray> ids = diagnosis::findingIds();
    for (const QByteArray &id : ids) {
        const auto explanation = diagnosis::explain(id);
        if (!explanation)
            continue;
        if (!first && diagnosis::layerOf(id) != layer)
            console().line({});
        first = false;
        layer = diagnosis::layerOf(id);
        console().line(QString::fromLatin1(id).leftJustified(34) + explanation->title);
    }
}

/// Ids that share a word with what was typed; at most three.
QStringList ExplainVerb::nearTo(const QString &id)
{
    QStringList near;
    const QString word = id.section(QLatin1Char('.'), -1).toLower();
    const QList<QByteArray> ids = diagnosis::findingIds();
    for (const QByteArray &known : ids) {
        const QString text = QString::fromLatin1(known);
        if (word.size() >= 3 && near.size() < 3 &&
            (text.contains(word) || word.contains(text.section(QLatin1Char('.'), -1))))
            near.append(text);
    }
    return near;
}

} // namespace wirewise::cli
