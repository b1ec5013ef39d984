#pragma once

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <memory>

namespace wirewise::gui {

class CheckSession;
class DiagnosisPage;
class ExchangePage;
class MessagesPage;
class NotesPage;
class VerdictBanner;

namespace Ui {
class SessionPage;
}

/// One session: the verdict, the wire, and the tabs below them.
class SessionPage : public QWidget
{
    Q_OBJECT
public:
    enum class Tab { Diagnosis, Exchange, Messages, Notes };

    explicit SessionPage(QWidget *parent = nullptr);
    ~SessionPage() override;

    void setSession(CheckSession *session);
    [[nodiscard]] CheckSession *session() const;
    [[nodiscard]] Tab tab() const;
    void setTab(Tab tab);

    [[nodiscard]] DiagnosisPage *diagnosisPage() const;
    [[nodiscard]] ExchangePage *exchangePage() const;
    [[nodiscard]] MessagesPage *messagesPage() const;
    [[nodiscard]] NotesPage *notesPage() const;
    [[nodiscard]] VerdictBanner *banner() const;

Q_SIGNALS:
    void checkAgainClicked();
    void compareClicked();
    void exportClicked();
    void explainRequested(const QByteArray &findingId);
    void tabChanged(wirewise::gui::SessionPage::Tab tab);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void refresh();
    void refreshTab();
    void showBanner();
    void showWire();
    void showCounts();
    void fitHeight();

    std::unique_ptr<Ui::SessionPage> m_ui;
    QPointer<CheckSession> m_session;
    QTimer m_tick;
    QTimer m_counts; ///< a flood changes the counts more often than anybody reads
};

} // namespace wirewise::gui
