#pragma once

#include "gui/exchangetreemodel.h"
#include "gui/widgets/exchangeview.h"

#include <QPointer>
#include <QWidget>

#include <memory>

class QSplitter;

namespace wirewise::gui {

class CheckSession;
class TlsPane;

namespace Ui {
class ExchangePage;
}

/// Every byte: the tree of probes, retries and frames, the view, and notes about the chosen one.
class ExchangePage : public QWidget
{
    Q_OBJECT
public:
    explicit ExchangePage(QWidget *parent = nullptr);
    ~ExchangePage() override;

    void setSession(CheckSession *session);
    void refresh();
    void showExchange(const QByteArray &name);
    /// Its name: that of the exchange that is chosen, or was before a message.
    [[nodiscard]] const QByteArray &shownExchange() const { return m_shown; }
    /// The TLS handshake, in place of bytes; without TLS nothing happens.
    void showTls();
    void focusFind();
    void findNext();

    [[nodiscard]] ExchangeView *view() const;
    [[nodiscard]] TlsPane *tlsPane() const;
    [[nodiscard]] QSplitter *columns() const;
    void setLineEndsShown(bool shown);
    void setNotesShown(bool shown);

Q_SIGNALS:
    /// From the menu of copies: the exchange that is shown as that action of Edit > Copy As has it.
    void copyRequested(const QByteArray &action);
    /// "offset 75 (0x4b), 50 bytes selected"; empty without a selection.
    void placeChanged(const QString &text);

private:
    void fillView();
    void choose(const QModelIndex &index);
    void setTlsShown(bool shown);
    void fillNotes();
    void fillCopyMenu();
    void search(bool again);
    void showMessage(qint64 number);
    void showPlace();

    std::unique_ptr<Ui::ExchangePage> m_ui;
    ExchangeTreeModel m_tree;
    QPointer<CheckSession> m_session;
    QByteArray m_shown;
    qint64 m_message = 0; ///< 0: an exchange is shown
    bool m_choosing = false;
    bool m_tlsShown = false;
};

} // namespace wirewise::gui
