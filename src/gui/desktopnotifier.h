#pragma once

#include <QDBusConnection>
#include <QHash>
#include <QObject>
#include <QPointer>

class QWidget;

namespace wirewise::gui {

/// Tells the desktop something while the window is not looked at, over org.freedesktop.Notifications (Desktop
/// Notifications Specification 1.2). Where nobody takes notifications, the window asks for attention instead.
class DesktopNotifier : public QObject
{
    Q_OBJECT
public:
    DesktopNotifier(QWidget *window, const QDBusConnection &bus, QObject *parent = nullptr);

    /// A later notification about the same subject takes the place of the one before.
    void tell(const QString &subject, const QString &title, const QString &text, bool isUrgent);

Q_SIGNALS:
    /// The desktop shows it.
    void taken(const QString &subject);
    /// Nobody took it.
    void refused();
    /// It was clicked.
    void activated(const QString &subject);

private Q_SLOTS:
    void onAction(uint id, const QString &action);

private:
    void refuse();

    QPointer<QWidget> m_window;
    QDBusConnection m_bus;
    QHash<QString, uint> m_ids; ///< of each subject's latest notification
};

} // namespace wirewise::gui
