#pragma once

#include "wire/packet.h"

#include <QTreeWidget>

namespace wirewise::gui {

/// The packets of one message: type and what tells them apart, their fields, and what breaks the protocol.
class PacketTree : public QTreeWidget
{
    Q_OBJECT
public:
    explicit PacketTree(QWidget *parent = nullptr);

    /// chosen is the packet whose data is shown as JSON; -1 none.
    void show(const QString &protocol, const QList<wire::Packet> &packets, int chosen);
    /// "EVENT message", "EVENT message and 2 more".
    [[nodiscard]] static QString titleOf(const QList<wire::Packet> &packets);

Q_SIGNALS:
    void packetChosen(int packet);

private:
    void addPacket(const wire::Packet &packet, int number);
    void dress();

    bool m_filling = false;
};

} // namespace wirewise::gui
