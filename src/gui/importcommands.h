#pragma once

#include "gui/importdialog.h"

#include <QObject>
#include <QPointer>
#include <QSet>
#include <QThreadPool>

#include <atomic>
#include <memory>

namespace wirewise::gui {

class CheckSession;
class MainWindow;
class RequestPanel;

/// Takes texts and recordings of other tools into the window: a paste into the address, File > Import.
class ImportCommands : public QObject
{
    Q_OBJECT
public:
    ImportCommands(MainWindow *window, RequestPanel *request);
    ~ImportCommands() override; ///< stops what is being read

    /// A text that is more than an address: taken apart into the address and Request if that says all of it,
    /// else shown in the dialog.
    void takeText(const QString &text);
    /// A HAR of that path: read on a thread of its own, then shown.
    void openHar(const QString &path);

Q_SIGNALS:
    /// A text that is a list of addresses.
    void listPasted(const QString &text);

private:
    [[nodiscard]] ImportDialog *dialog();
    void chooseHar();
    void take(const imports::PastedEndpoint &endpoint, const QString &sentence);
    void checkAll(const QList<imports::PastedEndpoint> &endpoints);
    void checkNext();
    void makeSessions(const QList<imports::HarGroup> &groups);
    void sessionsMade(const QStringList &paths, const QStringList &problems);
    void stop();

    MainWindow *m_window;
    RequestPanel *m_request;
    QPointer<ImportDialog> m_dialog;
    QList<imports::PastedEndpoint> m_waiting; ///< to be checked
    QSet<const CheckSession *> m_running;
    QString m_harPath;
    std::shared_ptr<const imports::HarListing> m_listing;
    std::shared_ptr<std::atomic_bool> m_stopped;
    QThreadPool m_thread;
};

} // namespace wirewise::gui
