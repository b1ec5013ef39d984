#pragma once

#include "gui/composerjudgement.h"
#include "gui/formlook.h"
#include "gui/messagerepeat.h"
#include "gui/messagetemplates.h"
#include "observation/message.h"

#include <memory>
#include <optional>

namespace wirewise::gui {

class FragmentPanel;
class RepeatPanel;

namespace Ui {
class Composer;
}

/// Writes messages: text, binary as hex or from a file, ping, close with a code and a reason, and frames part
/// by part. `{{names}}` are filled in when it is sent; their values are kept in memory only, until the
/// session ends.
class Composer : public Band
{
    Q_OBJECT
public:
    using Kind = ComposerKind;
    static constexpr qint64 LargestFile = 64 * 1024 * 1024;

    explicit Composer(QWidget *parent = nullptr);
    ~Composer() override;

    void setKind(Kind kind);
    [[nodiscard]] Kind kind() const;
    /// Without a connection nothing can be sent; why is said. Repeating stops.
    void setOpen(bool open);
    /// What typed frames are judged by: permessage-deflate gives RSV1 a meaning.
    void setDeflate(const std::optional<wire::DeflateAgreement> &deflate);
    void focusEdit();
    void focusTemplates();
    /// Another session: values and repeating are forgotten.
    void beginSession();
    /// Where templates are kept. Not taken over.
    void setSettings(QSettings *settings);
    /// Offers the templates of that protocol.
    void setDialect(wire::Dialect dialect);
    /// Takes a template, counted from 0; does nothing if there is none.
    void useTemplate(int row);
    /// Edit and Send: the message, to be changed.
    void edit(const observation::Message &message);
    /// A file whose bytes are the message. False if it cannot be read or is too large; why is said.
    bool takeFile(const QString &path);
    [[nodiscard]] bool isRepeating() const { return m_repeat.isActive(); }

Q_SIGNALS:
    void textReady(const QByteArray &utf8);
    void binaryReady(const QByteArray &data);
    void pingReady(const QByteArray &payload);
    void closeReady(quint16 code, const QByteArray &reason);
    /// A message in frames that begin at these bytes; pings: one behind each frame but the last.
    void piecesReady(wirewise::wire::Opcode opcode, const QByteArray &data, const QList<qsizetype> &cuts,
                     bool pings);
    /// Bytes to be sent as they are.
    void bytesReady(const QByteArray &bytes);

public Q_SLOTS:
    void send();
    void startRepeating(int everyMilliseconds, int times);
    void stopRepeating();
    /// Asks how often.
    void askToRepeat();
    /// The message becomes a template of one's own.
    void keepTemplate();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// What goes out: the message as it is now.
    struct Outgoing
    {
        Kind kind = Kind::Text;
        QByteArray payload;
        quint16 code = 1000;
        QList<qsizetype> cuts;
        bool pings = false;
    };
    void connectParts();
    void judge();
    [[nodiscard]] ComposerVerdict verdict() const;
    [[nodiscard]] ComposerVerdict judgeBinary() const;
    void addFragments(ComposerVerdict &verdict) const;
    [[nodiscard]] std::optional<TemplateEntry> writtenTemplate();
    void replaceTemplate(int row);
    void showKind();
    void showVariables();
    void markFault(std::optional<qsizetype> position);
    [[nodiscard]] QByteArray filled(QList<QByteArray> *missing = nullptr) const;
    /// Nothing if it cannot go out.
    [[nodiscard]] std::optional<Outgoing> outgoing() const;
    void emitOutgoing(const Outgoing &message);
    void showRepeat();
    void chooseFile();
    void dropFile();
    void setText(const QString &text);
    [[nodiscard]] bool takeKey(QObject *watched, QEvent *event);

    std::unique_ptr<Ui::Composer> m_ui;
    RepeatPanel *m_repeatPanel;
    FragmentPanel *m_fragmentPanel;
    MessageRepeat m_repeat;
    std::optional<QByteArray> m_file;
    QString m_fileName, m_fileProblem;
    wire::TypedContext m_typedContext;
    bool m_open = false, m_asking = false;
};

} // namespace wirewise::gui
