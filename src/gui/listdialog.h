#pragma once

#include "gui/importentrymodel.h"
#include "import/discovery.h"
#include "session/listrun.h"

#include <QDialog>
#include <QPointer>
#include <QTimer>

#include <atomic>
#include <functional>
#include <memory>

class QThread;

namespace wirewise::gui {

class DocumentWorker;
class ListDesk;

namespace Ui {
class ListDialog;
}

/// What to check together: lines that are typed, pasted or opened, and what was understood of each. Shows how
/// many endpoints on which hosts before anything is sent; a document is fetched only when asked to. Not
/// modal.
class ListDialog : public QDialog
{
    Q_OBJECT
public:
    /// Desk and thread must outlive it. base: what every endpoint is sent with, unless its line says else.
    ListDialog(ListDesk *desk, QThread *network, observation::Settings base, QWidget *parent = nullptr);
    ~ListDialog() override;

    void setText(const QString &text);
    /// Reads the file of a list; its name becomes the title of the list.
    void openFile(const QString &path);
    [[nodiscard]] const QString &title() const { return m_title; }

Q_SIGNALS:
    void checkRequested(const QString &title, const QList<wirewise::session::PlannedEndpoint> &endpoints);
    void savedRequested();

private:
    /// What was understood of a text, and where it names each endpoint.
    struct Reading
    {
        QList<ImportEntry> entries;
        QStringList problems;
        bool isDocument = false; ///< of an interface, not a list
    };
    [[nodiscard]] static Reading readingOf(const QByteArray &text, const observation::Settings &base,
                                           const imports::DocumentPlace &place);
    void connectParts();
    void read();
    void fetch();
    void takeDocument(const QString &address, const QByteArray &document, const QString &error);
    void complain(const QString &sentence);
    void show(const Reading &reading);
    void showChosen();
    void chooseFile();
    void check();

    std::unique_ptr<Ui::ListDialog> m_ui;
    ListDesk *m_desk;
    QThread *m_network;
    QPointer<DocumentWorker> m_document; ///< while it is fetched
    QString m_fetchedFrom; ///< address of the document in the text; empty: typed, pasted or a file
    observation::Settings m_base;
    ImportEntryModel m_entries;
    QString m_title;
    QTimer m_pause;
    int m_reading = 0; ///< counts what was asked to be read; the latest counts
};

/// "14 endpoints on 6 hosts: a.example, b.example, …"
[[nodiscard]] QString listWords(const QList<ImportEntry> &entries);

} // namespace wirewise::gui
