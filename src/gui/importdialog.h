#pragma once

#include "gui/importentrymodel.h"
#include "gui/partmodel.h"

#include <QDialog>
#include <QTimer>

#include <memory>

namespace wirewise::gui {

namespace Ui {
class ImportDialog;
}

/// What a text or a recording of another tool holds: what is taken of it, what is not, and what to do with
/// it. Nothing is sent before somebody says so. Not modal.
class ImportDialog : public QDialog
{
    Q_OBJECT
public:
    explicit ImportDialog(QWidget *parent = nullptr);
    ~ImportDialog() override;

    /// A text that can be edited; it is read again as it changes.
    void showText(const QString &text);
    /// A recording that was read elsewhere. Its sessions are made by others, see sessionsRequested().
    void showHar(const QString &path, const imports::HarListing &listing);
    /// While something is read or made; an empty sentence ends it. part is from 0 to 1.
    void showProgress(const QString &sentence, double part);

Q_SIGNALS:
    /// One endpoint, for the address bar and Request.
    void takeRequested(const wirewise::imports::PastedEndpoint &endpoint);
    void checkRequested(const QList<wirewise::imports::PastedEndpoint> &endpoints);
    void sessionsRequested(const QList<wirewise::imports::HarGroup> &groups);
    void stopRequested();

private:
    void readText();
    void showEntries(const QString &title, const QString &second, const QList<ImportEntry> &entries);
    void showParts();
    void follow();
    void act();

    std::unique_ptr<Ui::ImportDialog> m_ui;
    ImportEntryModel m_entries;
    PartModel m_parts;
    QList<imports::Part> m_left; ///< of no endpoint
    QTimer m_reading;
    bool m_isHar = false;
    bool m_isBusy = false;
};

} // namespace wirewise::gui
