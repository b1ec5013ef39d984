#include "report/exchangeorder.h"
#include "report/exchangetext.h"
#include "report/htmlpage.h"
#include "report/htmltext.h"
#include "report/instant.h"
#include "report/messagedata.h"
#include "report/messagewalk.h"
#include "report/reportwords.h"

#include <QCoreApplication>

namespace wirewise::report {

using namespace observation;

namespace {

/// More bytes of one direction are better read in the session file.
constexpr qsizetype ShownBytes = 64 * 1024;
/// More characters of one message.
constexpr qsizetype ShownCharacters = 2000;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::report::Html)
};

QByteArray milliseconds(const std::optional<Duration> &duration)
{
    return duration ? htmlText(durationText(*duration)) : QByteArray("&ndash;");
}

} // namespace

void HtmlPage::writeExperiments()
{
    if (m_observation.experiments.isEmpty() && m_observation.skipped.isEmpty())
        return;
    const bool isFine = works(m_diagnosis.verdict);
    heading(experimentsHeading(m_diagnosis.verdict));
    tableHead(isFine ? QStringList{Texts::tr("Change"), Texts::tr("Answer")}
                     : QStringList{Texts::tr("Change"), Texts::tr("Answer"), Texts::tr("Helps")});
    for (const ExperimentResult &result : m_observation.experiments) {
        QByteArrayList cells{labelled(result.experiment.change), htmlText(answerOf(result.exchange))};
        if (!isFine)
            cells.append(htmlText(helpsWord(result)));
        row(cells, {"", "", result.helps ? "yes" : ""});
    }
    for (const SkippedExperiment &skipped : m_observation.skipped) {
        QByteArrayList cells{
            labelled(skipped.change),
            htmlElement("span", "faint", htmlText(Texts::tr("not tried: %1").arg(skipped.why)))};
        if (!isFine)
            cells.append(QByteArray());
        row(cells);
    }
    tableEnd();
}

QByteArray HtmlPage::barOf(const Timing &timing) const
{
    const auto whole = static_cast<double>(qMax<qint64>(1, m_observation.took.count()));
    const auto share = [whole](Duration duration) {
        return QByteArray::number(qBound(0.0, 100.0 * static_cast<double>(duration.count()) / whole, 100.0),
                                  'f', 2);
    };
    return "<div class=\"bar\"><i style=\"left:" + share(timing.startedAfter) +
           "%;width:" + share(timing.total) + "%\"></i></div>";
}

void HtmlPage::writeTimeline()
{
    const QList<ShownExchange> shown = shownExchanges(m_observation, m_choice.experiments);
    if (shown.isEmpty())
        return;
    heading(Texts::tr("Timeline"));
    QStringList titles{Texts::tr("Exchange"), Texts::tr("Answer"), Texts::tr("Name"),  Texts::tr("Connect"),
                       Texts::tr("TLS"),      Texts::tr("Wait"),   Texts::tr("Total"), Texts::tr("Started")};
    if (m_use == HtmlFor::Page)
        titles.append(QString());
    tableHead(titles);
    for (const ShownExchange &one : shown) {
        const Timing &timing = one.exchange->timing;
        QByteArrayList cells{labelled(one.title()),      htmlText(answerOf(*one.exchange)),
                             milliseconds(timing.name),  milliseconds(timing.connect),
                             milliseconds(timing.tls),   milliseconds(timing.wait),
                             milliseconds(timing.total), milliseconds(timing.startedAfter)};
        if (m_use == HtmlFor::Page)
            cells.append(barOf(timing));
        row(cells, {"", "", "amount", "amount", "amount", "amount", "amount", "amount", ""});
    }
    tableEnd();
}

void HtmlPage::writeBytes(const Exchange &exchange, wire::Direction direction)
{
    const MarkedBytes marked = markedBytes(exchange, direction, m_choice.verdict ? primary() : nullptr,
                                           m_choice.redactor, ShownBytes);
    if (marked.runs.isEmpty() && marked.left.isEmpty()) {
        paragraph("faint", htmlText(direction == wire::Direction::Sent ? Texts::tr("Nothing was sent.")
                                                                       : Texts::tr("Nothing came back.")));
        return;
    }
    box(direction == wire::Direction::Sent ? "bytes sent" : "bytes received",
        htmlRuns(marked.runs) + htmlElement("span", "faint", htmlText(marked.left)));
}

void HtmlPage::writeExchange(const Exchange &exchange)
{
    QStringList way;
    const ConnectionFacts &connection = exchange.connection;
    if (!connection.address.isEmpty()) {
        way.append(Texts::tr("%1 port %2")
                       .arg(QString::fromUtf8(connection.address), QString::number(connection.port)));
    }
    if (connection.tls && !connection.tls->version.isEmpty())
        way.append(QString::fromUtf8(connection.tls->version));
    if (connection.proxy && connection.proxy->kind != ProxyChoice::Kind::None)
        way.append(Texts::tr("through the proxy %1").arg(QString::fromUtf8(connection.proxy->host)));
    way.append(durationText(exchange.timing.total));
    paragraph("faint", labelled(way.join(QStringLiteral(", "))));
    if (!exchange.detail.isEmpty())
        paragraph("faint", labelled(exchange.detail));
    writeBytes(exchange, wire::Direction::Sent);
    writeBytes(exchange, wire::Direction::Received);
    if (exchange.cut)
        paragraph("faint", htmlText(Texts::tr("More came; it was not kept.")));
}

void HtmlPage::writeExchanges()
{
    const QList<ShownExchange> shown = shownExchanges(m_observation, m_choice.experiments);
    if (shown.isEmpty())
        return;
    heading(Texts::tr("Exchanges"));
    for (const ShownExchange &one : shown) {
        m_out << (m_use == HtmlFor::Page ? "<section class=\"exchange\">\n" : "")
              << headingOf("h3", labelled(one.title()) + ": " + htmlText(answerOf(*one.exchange))) << "\n";
        writeExchange(*one.exchange);
        m_out << (m_use == HtmlFor::Page ? "</section>\n" : "");
    }
}

void HtmlPage::writeMessages(const MessagePages &pages)
{
    const qint64 all = messagesIn(m_case);
    if (all == 0)
        return;
    heading(all == 1 ? Texts::tr("1 message") : Texts::tr("%1 messages").arg(countText(all)));
    tableHead({Texts::tr("No."), Texts::tr("Time"), QString(), Texts::tr("Kind"), Texts::tr("Size"),
               Texts::tr("Data")});
    qint64 shown = 0;
    walkMessages(m_case, pages, [&](const Message &message) {
        const bool sent = message.direction == wire::Direction::Sent;
        row({QByteArray::number(message.number),
             QByteArray::number(std::chrono::duration<double>(message.at).count(), 'f', 3) + " s",
             sent ? "&rarr;" : "&larr;", wire::toString(message.opcode),
             QByteArray::number(message.payload.size()), labelled(shownData(message, ShownCharacters))},
            {"amount", "amount", "", "", "amount", "data"});
        return ++shown < MostHtmlMessages;
    });
    tableEnd();
    if (shown < all) {
        paragraph("faint",
                  htmlText(Texts::tr("%1 more are in the session file; NDJSON and CSV hold all of them.")
                               .arg(countText(all - shown))));
    }
}

} // namespace wirewise::report
