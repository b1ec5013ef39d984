#include "cli/sessionstats.h"

#include <QCoreApplication>
#include <QLocale>

namespace wirewise::cli {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::cli::SessionStats)
};

QString number(qint64 value)
{
    return QLocale(QLocale::English).toString(value);
}

QString messages(qint64 count)
{
    return count == 1 ? Texts::tr("1 message") : Texts::tr("%1 messages").arg(number(count));
}

QString controlFrames(qint64 count)
{
    return count == 1 ? Texts::tr("1 control frame") : Texts::tr("%1 control frames").arg(number(count));
}

QString bytes(qint64 count)
{
    return count == 1 ? Texts::tr("1 byte") : Texts::tr("%1 bytes").arg(number(count));
}

QString milliseconds(observation::Duration time)
{
    return QString::number(static_cast<double>(time.count()) / 1000.0, 'f', 3);
}

} // namespace

void SessionStats::see(const observation::Message &message)
{
    OneWay &way = message.direction == wire::Direction::Sent ? m_sent : m_received;
    ++(wire::isControl(message.opcode) ? way.controlFrames : way.messages);
    way.bytes += message.payload.size();
    way.wireBytes += message.wireSize;
    m_pings.see(message);
}

QString SessionStats::text(observation::Duration open) const
{
    const auto way = [](const QString &name, const OneWay &one) {
        return Texts::tr("%1 %2, %3; with %4 %5 on the wire\n")
            .arg(name.leftJustified(10), messages(one.messages), bytes(one.bytes),
                 controlFrames(one.controlFrames), bytes(one.wireBytes));
    };
    QString text = Texts::tr("Open for %1 s\n").arg(static_cast<double>(open.count()) / 1e6, 0, 'f', 1);
    text += way(Texts::tr("Received"), m_received) + way(Texts::tr("Sent"), m_sent);
    if (m_pings.isEmpty())
        return text + Texts::tr("No ping was answered so far.\n");
    return text + Texts::tr("Pings: the last answer took %1 ms, the median %2 ms, the worst %3 ms\n")
                      .arg(milliseconds(m_pings.latest()), milliseconds(m_pings.median()),
                           milliseconds(m_pings.worst()));
}

} // namespace wirewise::cli
