#pragma once

#include "record/recordlimits.h"

#include <QByteArray>
#include <QStringList>

class QMainWindow;
class QSettings;
class QSplitter;

namespace wirewise::gui {

class AddressEdit;

/// What the window remembers between two starts. Never a credential.
class WindowState
{
public:
    explicit WindowState(QSettings *settings)
        : m_settings(settings)
    {
    }

    void restoreWindow(QMainWindow *window) const;
    void saveWindow(const QMainWindow *window);
    void restoreSplitter(QSplitter *splitter) const;
    void saveSplitter(const QSplitter *splitter);
    /// Appearance, text size and motion, into the theme.
    void restoreTheme() const;
    void saveTheme();
    void restoreAddresses(AddressEdit *edit) const;
    void saveAddresses(const AddressEdit *edit);

    /// Whether the sidebar is shown in a wide, or a narrow window.
    [[nodiscard]] bool isSidebarShown(bool wide) const;
    void setSidebarShown(bool wide, bool shown);
    [[nodiscard]] int mode(const char *view, int usual) const;
    void setMode(const char *view, int mode);
    [[nodiscard]] bool flag(const char *name, bool usual) const;
    void setFlag(const char *name, bool on);
    /// JSON keys that the list of messages shows for that host; none without any.
    [[nodiscard]] QStringList messageColumns(const QString &host) const;
    void setMessageColumns(const QString &host, const QStringList &keys);
    /// recording/maximumFile: bytes, as a user may set them by hand.
    [[nodiscard]] record::RecordLimits recordLimits() const;
    [[nodiscard]] QStringList stackOrder() const;
    void useStack(const QString &stack);

private:
    QSettings *m_settings;
};

} // namespace wirewise::gui
