#include "gui/desktopnotifier.h"

#include <QApplication>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QVariantMap>
#include <QWidget>

namespace wirewise::gui {

namespace {

constexpr QLatin1String Service("org.freedesktop.Notifications");
constexpr QLatin1String Path("/org/freedesktop/Notifications");

} // namespace

DesktopNotifier::DesktopNotifier(QWidget *window, const QDBusConnection &bus, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_bus(bus)
{
    if (m_bus.isConnected())
        m_bus.connect(Service, Path, Service, QStringLiteral("ActionInvoked"), this,
                      SLOT(onAction(uint, QString)));
}

void DesktopNotifier::tell(const QString &subject, const QString &title, const QString &text, bool isUrgent)
{
    if (!m_bus.isConnected())
        return refuse();
    QDBusMessage call = QDBusMessage::createMethodCall(Service, Path, Service, QStringLiteral("Notify"));
    // The body may be taken for markup: what a server says must not become any.
    const QVariantMap hints{{QStringLiteral("urgency"), QVariant::fromValue<uchar>(isUrgent ? 2 : 1)},
                            {QStringLiteral("desktop-entry"), QStringLiteral("wirewise")}};
    call.setArguments({QStringLiteral("Wirewise"), m_ids.value(subject, 0), QStringLiteral("wirewise"), title,
                       text.toHtmlEscaped(), QStringList{QStringLiteral("default"), tr("Show")}, hints, -1});
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, subject, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<uint> reply = *watcher;
        if (reply.isError())
            return refuse();
        m_ids.insert(subject, reply.value());
        Q_EMIT taken(subject);
    });
}

void DesktopNotifier::refuse()
{
    if (m_window)
        QApplication::alert(m_window);
    Q_EMIT refused();
}

void DesktopNotifier::onAction(uint id, const QString &)
{
    if (const QString subject = m_ids.key(id); !subject.isEmpty())
        Q_EMIT activated(subject);
}

} // namespace wirewise::gui
