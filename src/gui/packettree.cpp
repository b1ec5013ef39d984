#include "gui/packettree.h"

#include "gui/widgets/bytesection.h"
#include "gui/widgets/theme.h"
#include "observation/printable.h"

#include <QHeaderView>

namespace wirewise::gui {

namespace {

constexpr qsizetype LongestField = 2000; // characters
constexpr int PacketRole = Qt::UserRole, TokenRole = Qt::UserRole + 1, IsTitleRole = Qt::UserRole + 2;

QString headOf(const wire::Packet &packet)
{
    const QString type = observation::printable(packet.type, 120);
    const QString summary = observation::printable(packet.summary, 120);
    return summary.isEmpty() ? type : QString(type % QLatin1Char(' ') % summary);
}

} // namespace

PacketTree::PacketTree(QWidget *parent)
    : QTreeWidget(parent)
{
    setColumnCount(2);
    setHeaderHidden(true);
    setUniformRowHeights(true);
    setFrameShape(QFrame::NoFrame);
    setEditTriggers(NoEditTriggers);
    setIndentation(16);
    header()->setStretchLastSection(true);
    header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    connect(&Theme::instance(), &Theme::changed, this, &PacketTree::dress);
    connect(this, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem *item) {
        if (item && !m_filling)
            Q_EMIT packetChosen(item->data(0, PacketRole).toInt());
    });
}

QString PacketTree::titleOf(const QList<wire::Packet> &packets)
{
    if (packets.isEmpty())
        return {};
    const QString first = headOf(packets.constFirst());
    return packets.size() == 1 ? first : tr("%1 and %2 more").arg(first).arg(packets.size() - 1);
}

void PacketTree::addPacket(const wire::Packet &packet, int number)
{
    auto *top = new QTreeWidgetItem(this, {headOf(packet)});
    top->setFirstColumnSpanned(true);
    top->setData(0, IsTitleRole, true);
    top->setData(0, PacketRole, number);
    const auto add = [top, number](const QString &name, const QString &value, Token token) {
        auto *item = new QTreeWidgetItem(top, {name, value});
        item->setData(0, PacketRole, number);
        item->setData(1, TokenRole, static_cast<int>(token));
    };
    for (const wire::PacketField &field : packet.fields)
        add(observation::printable(field.name, 120), observation::printable(field.value, LongestField),
            Token::Text1);
    if (!packet.data.isEmpty())
        add(tr("data"), tr("%1 from byte %2").arg(byteCount(packet.data.length)).arg(packet.data.offset),
            Token::Text1);
    if (packet.reply)
        add(tr("answer"), tr("its heartbeat wants %1").arg(byteCount(packet.reply->payload.size())),
            Token::Text1);
    if (!packet.breach.isEmpty())
        add(tr("breach"), observation::printable(packet.breach, LongestField), Token::Fail);
    top->setExpanded(true);
}

void PacketTree::show(const QString &protocol, const QList<wire::Packet> &packets, int chosen)
{
    m_filling = true;
    clear();
    setAccessibleName(tr("Packets of %1").arg(protocol));
    for (int number = 0; number < packets.size(); ++number)
        addPacket(packets.at(number), number);
    if (packets.isEmpty()) {
        auto *item = new QTreeWidgetItem(this, {tr("This is no packet of %1.").arg(protocol)});
        item->setFirstColumnSpanned(true);
        item->setData(0, PacketRole, -1);
    }
    dress();
    setCurrentItem(topLevelItem(std::max(0, chosen)));
    m_filling = false;
}

void PacketTree::dress()
{
    const Theme &theme = Theme::instance();
    for (int row = 0; row < topLevelItemCount(); ++row) {
        QTreeWidgetItem *top = topLevelItem(row);
        top->setFont(
            0, theme.font(top->data(0, IsTitleRole).toBool() ? TextStyle::BodyStrong : TextStyle::Secondary));
        for (int line = 0; line < top->childCount(); ++line) {
            QTreeWidgetItem *item = top->child(line);
            item->setFont(0, theme.font(TextStyle::Secondary));
            item->setForeground(0, colour(Token::Text2));
            item->setFont(1, theme.font(TextStyle::Code));
            item->setForeground(1, colour(static_cast<Token>(item->data(1, TokenRole).toInt())));
        }
    }
}

} // namespace wirewise::gui
