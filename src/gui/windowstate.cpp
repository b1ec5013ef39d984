#include "gui/windowstate.h"

#include "gui/addressedit.h"
#include "gui/widgets/theme.h"

#include <QMainWindow>
#include <QSettings>
#include <QSplitter>

namespace wirewise::gui {

namespace {

QString key(const char *group, const QString &name)
{
    return QLatin1String(group) + QLatin1Char('/') + name;
}

/// A host may hold brackets and colons, which not every format of settings takes.
QString hostKey(const QString &host)
{
    return key("columns", QString::fromLatin1(host.toUtf8().toPercentEncoding()));
}

} // namespace

void WindowState::restoreWindow(QMainWindow *window) const
{
    const QByteArray geometry = m_settings->value(QStringLiteral("window/geometry")).toByteArray();
    if (geometry.isEmpty() || !window->restoreGeometry(geometry))
        window->resize(1440, 900);
}

void WindowState::saveWindow(const QMainWindow *window)
{
    m_settings->setValue(QStringLiteral("window/geometry"), window->saveGeometry());
}

void WindowState::restoreSplitter(QSplitter *splitter) const
{
    const QByteArray state = m_settings->value(key("splitters", splitter->objectName())).toByteArray();
    if (!state.isEmpty())
        splitter->restoreState(state);
}

void WindowState::saveSplitter(const QSplitter *splitter)
{
    m_settings->setValue(key("splitters", splitter->objectName()), splitter->saveState());
}

void WindowState::restoreTheme() const
{
    Theme &theme = Theme::instance();
    theme.setAppearance(
        appearanceFromString(m_settings->value(QStringLiteral("appearance/scheme")).toByteArray()));
    theme.setTextSize(m_settings->value(QStringLiteral("appearance/textSize"), 100).toInt());
    theme.setReducedMotion(m_settings->value(QStringLiteral("appearance/reduceMotion"), false).toBool());
}

void WindowState::saveTheme()
{
    const Theme &theme = Theme::instance();
    m_settings->setValue(QStringLiteral("appearance/scheme"), toString(theme.appearance()));
    m_settings->setValue(QStringLiteral("appearance/textSize"), theme.textSize());
    m_settings->setValue(QStringLiteral("appearance/reduceMotion"), theme.reducedMotion());
}

void WindowState::restoreAddresses(AddressEdit *edit) const
{
    edit->setRecent(m_settings->value(QStringLiteral("addresses/recent")).toStringList());
}

void WindowState::saveAddresses(const AddressEdit *edit)
{
    m_settings->setValue(QStringLiteral("addresses/recent"), edit->recent());
}

bool WindowState::isSidebarShown(bool wide) const
{
    return m_settings->value(key("sidebar", wide ? QStringLiteral("wide") : QStringLiteral("narrow")), wide)
        .toBool();
}

void WindowState::setSidebarShown(bool wide, bool shown)
{
    m_settings->setValue(key("sidebar", wide ? QStringLiteral("wide") : QStringLiteral("narrow")), shown);
}

int WindowState::mode(const char *view, int usual) const
{
    return m_settings->value(key("views", QLatin1String(view)), usual).toInt();
}

void WindowState::setMode(const char *view, int mode)
{
    m_settings->setValue(key("views", QLatin1String(view)), mode);
}

bool WindowState::flag(const char *name, bool usual) const
{
    return m_settings->value(key("views", QLatin1String(name)), usual).toBool();
}

void WindowState::setFlag(const char *name, bool on)
{
    m_settings->setValue(key("views", QLatin1String(name)), on);
}

QStringList WindowState::messageColumns(const QString &host) const
{
    return m_settings->value(hostKey(host)).toStringList();
}

void WindowState::setMessageColumns(const QString &host, const QStringList &keys)
{
    if (keys.isEmpty())
        m_settings->remove(hostKey(host));
    else
        m_settings->setValue(hostKey(host), keys);
}

record::RecordLimits WindowState::recordLimits() const
{
    record::RecordLimits limits;
    bool isNumber = false;
    const qint64 bytes = m_settings->value(QStringLiteral("recording/maximumFile")).toLongLong(&isNumber);
    if (isNumber && bytes > 0)
        limits.file = bytes;
    return limits;
}

QStringList WindowState::stackOrder() const
{
    return m_settings->value(QStringLiteral("fixes/stacks")).toStringList();
}

void WindowState::useStack(const QString &stack)
{
    QStringList order = stackOrder();
    order.removeAll(stack);
    order.prepend(stack);
    m_settings->setValue(QStringLiteral("fixes/stacks"), order.mid(0, 12));
}

} // namespace wirewise::gui
