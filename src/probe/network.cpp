#include "probe/network.h"

#include <QNetworkInterface>

#include <algorithm>

namespace wirewise::probe {

bool hasNetwork()
{
    const QList<QNetworkInterface> interfaces = QNetworkInterface::allInterfaces();
    return std::any_of(interfaces.cbegin(), interfaces.cend(), [](const QNetworkInterface &each) {
        const auto flags = each.flags();
        if (!flags.testFlag(QNetworkInterface::IsUp) || !flags.testFlag(QNetworkInterface::IsRunning) ||
            flags.testFlag(QNetworkInterface::IsLoopBack))
            return false;
        const QList<QNetworkAddressEntry> entries = each.addressEntries();
        return std::any_of(entries.cbegin(), entries.cend(),
                           [](const QNetworkAddressEntry &entry) { return !entry.ip().isLinkLocal(); });
    });
}

} // namespace wirewise::probe
