#pragma once

#include "gui/messagereading.h"
#include "gui/widgets/messagepages.h"
#include "observation/message.h"
#include "wire/deflatenegotiation.h"

#include <QDateTime>
#include <QFutureWatcher>
#include <QPointer>
#include <QWidget>

#include <memory>
#include <optional>

namespace wirewise::gui {

class JsonPane;
class SessionDialect;

namespace Ui {
class MessageDetail;
}

/// One message as a JSON tree, text, hex, its frames, and the packet of the protocol that runs inside. It is
/// pinned, so that it stays while others arrive, or the latest one. Long messages are read off the GUI
/// thread.
class MessageDetail : public QWidget
{
    Q_OBJECT
public:
    enum class Tab { Json, Text, Hex, Frame, Packet };

    explicit MessageDetail(QWidget *parent = nullptr);
    ~MessageDetail() override;

    /// Where the messages come from: the times count from its opening, the protocol is guessed from its first
    /// ones. Null for no session. Does not take it over.
    void setPages(MessagePages *pages);
    /// What the handshake says of the protocol; may come late.
    void setSigns(const wire::DialectSigns &signs);
    [[nodiscard]] wire::Dialect dialect() const;
    /// What was agreed on for compressed messages; may come late.
    void setDeflate(const std::optional<wire::DeflateAgreement> &deflate) { m_deflate = deflate; }

    void show(const observation::Message &message);
    /// What is shown; number 0 for nothing.
    [[nodiscard]] observation::Message message() const;
    void clear();
    [[nodiscard]] bool follows() const;
    void setFollows(bool follows);
    [[nodiscard]] Tab tab() const;
    void setTab(Tab tab);
    [[nodiscard]] JsonPane *jsonPane() const;

Q_SIGNALS:
    void followsChanged(bool follows);
    void nextClicked();
    void previousClicked();
    /// A term of the filter line shall be added.
    void filterRequested(const QString &term);
    void dialectChanged(wirewise::wire::Dialect dialect);

private:
    void connectParts();
    void read(int packet, bool large);
    void take(const MessageReading &reading);
    void showReading(const MessageReading &reading);
    void showBytes();
    void showFacts();
    void showFrame();
    void showTab();
    void showPath(const QByteArray &path);
    void showMenu(const QPoint &at);
    [[nodiscard]] std::optional<observation::Duration> sinceLast() const;
    [[nodiscard]] Tab fittingTab() const;

    std::unique_ptr<Ui::MessageDetail> m_ui;
    SessionDialect *m_dialect;
    QPointer<MessagePages> m_pages;
    std::optional<observation::Message> m_message;
    std::optional<wire::DeflateAgreement> m_deflate;
    QFutureWatcher<MessageReading> m_reader;
    Tab m_wanted = Tab::Json; ///< by the user; shown where the message has it
    bool m_chosen = false;    ///< for this message; else a message without JSON is shown as text or hex
    bool m_hasTree = false;
};

} // namespace wirewise::gui
