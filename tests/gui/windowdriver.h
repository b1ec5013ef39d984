#pragma once

#include "gui/mainwindow.h"

#include <QTemporaryDir>
#include <QtTest>

#include <memory>

namespace wirewise::test {

/// A window with settings and sessions of its own, driven by object names and keys.
class WindowDriver
{
public:
    WindowDriver();
    ~WindowDriver();

    [[nodiscard]] gui::MainWindow &window() { return *m_window; }
    [[nodiscard]] QString sessionsFolder() const { return m_folder.filePath(QStringLiteral("sessions")); }
    [[nodiscard]] QString filePath(const QString &name) const { return m_folder.filePath(name); }
    /// Ends this window and opens another one with the same settings and sessions.
    void restart();

    template<typename Widget = QWidget>
    [[nodiscard]] Widget *find(const char *name) const
    {
        return m_window->findChild<Widget *>(QLatin1String(name));
    }
    /// The address replaced by typing.
    void type(const QString &address);
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void trigger(const char *action);
    /// Text in the status bar at this moment.
    [[nodiscard]] QString notice() const;
    /// What the banner says.
    [[nodiscard]] QString title() const;
    [[nodiscard]] QByteArray findingId() const;
    /// Starts the practice lab and waits for it; the address of a scenario.
    [[nodiscard]] QString labAddress(const QByteArray &scenario);
    /// Waits for the verdict of the session that is shown.
    [[nodiscard]] bool waitForVerdict(int milliseconds = 30'000);

private:
    QTemporaryDir m_folder;
    std::unique_ptr<gui::MainWindow> m_window;
};

} // namespace wirewise::test
