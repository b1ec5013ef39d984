#include "cli/labverb.h"

#include "cli/checkoptions.h"
#include "lab/scenario.h"

#include <QCoreApplication>

namespace wirewise::cli {

namespace {

constexpr Option labOptionTable[] = {
    {"port", "N", QT_TRANSLATE_NOOP("Options", "the lab's main port; any free one by default")},
};

QString quoted(const QByteArray &word)
{
    const QString text = QString::fromUtf8(word);
    const bool plain = !text.isEmpty() && !text.contains(QLatin1Char(' ')) &&
                       !text.contains(QLatin1Char('&')) && !text.contains(QLatin1Char('?'));
    return plain ? text : QLatin1Char('\'') + text + QLatin1Char('\'');
}

} // namespace

std::span<const Option> LabVerb::options()
{
    return labOptionTable;
}

void LabVerb::run(const Arguments &arguments)
{
    QString error;
    const int port = wholeNumber(arguments, "port", 0, 1, 65535, error);
    if (!arguments.positional().isEmpty())
        error = tr("lab takes no address.");
    if (!error.isEmpty())
        return refuse(error);
    if (const lab::Result<void> started = m_lab.start(static_cast<quint16>(port)); !started)
        return refuse(started.error().text);
    list();
}

void LabVerb::list() const
{
    console().line(
        tr("The practice lab runs on 127.0.0.1:%1. No other computer can reach it. Ctrl+C stops it.")
            .arg(m_lab.port()));
    console().line(tr("Check an address with: wirewise-cli check ADDRESS"));
    QByteArray layer;
    for (const lab::Scenario &scenario : lab::scenarios()) {
        if (const QByteArray now = lab::toString(scenario.layer); now != layer) {
            layer = now;
            console().line({});
        }
        QString words = quoted(m_lab.urlOf(scenario));
        const QList<QByteArray> options = m_lab.optionsOf(scenario);
        for (const QByteArray &option : options)
            words += QLatin1Char(' ') + quoted(option);
        console().line(QString::fromLatin1(scenario.id).leftJustified(34) + lab::text(scenario.title));
        console().line(QString(4, QLatin1Char(' ')) + words);
    }
}

void LabVerb::interrupt()
{
    m_lab.stop();
    Q_EMIT finished(ExitStatus::Works);
}

} // namespace wirewise::cli
