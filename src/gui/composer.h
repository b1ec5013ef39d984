#pragma once

#include "gui/formlook.h"
#include "gui/messagetemplates.h"
#include "observation/message.h"

#include <QHash>
#include <QTimer>

#include <memory>
#include <optional>

class QLineEdit;

namespace wirewise::gui {

class RepeatPanel;

namespace Ui {
class Composer;
}

/// Writes messages: text, binary as hex or from a file, ping, close with a code and a reason. `{{names}}` are
/// filled in when it is sent; their values are kept in memory only, until the session ends.
class Composer : public Band
{
    Q_OBJECT
public:
    enum class Kind { Text, Binary, Ping, Close };
    static constexpr qint64 LargestFile = 64 * 1024 * 1024;

    explicit Composer(QWidget *parent = nullptr);
    ~Composer() override;

    void setKind(Kind kind);
    [[nodiscard]] Kind kind() const;
    /// Without a connection nothing can be sent; why is said. Repeating stops.
    void setOpen(bool open);
    void focusEdit();
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

public Q_SLOTS:
    void send();
    void startRepeating(int everyMilliseconds, int times);
    void stopRepeating();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Verdict
    {
        QString remark;
        Token token = Token::Text2;
        const char *icon = nullptr;
        bool canSend = true;
    };
    void connectParts();
    void judge();
    [[nodiscard]] Verdict judgeText(const QString &typed);
    [[nodiscard]] Verdict judgeBinary();
    [[nodiscard]] Verdict judgeClose() const;
    [[nodiscard]] QString valuesText() const;
    void showVariables();
    void markFault(qsizetype position);
    [[nodiscard]] std::optional<quint16> closeCode() const;
    [[nodiscard]] QByteArray filled(QList<QByteArray> *missing = nullptr) const;
    /// The message as it would go out now; nothing if it cannot.
    [[nodiscard]] std::optional<QByteArray> payload() const;
    void emitPayload(Kind kind, const QByteArray &payload);
    void repeatOnce();
    void showRepeat();
    void keepTemplate();
    void chooseFile();
    void dropFile();
    void setText(const QString &text);
    [[nodiscard]] bool takeKey(QObject *watched, QEvent *event);

    std::unique_ptr<Ui::Composer> m_ui;
    RepeatPanel *m_repeatPanel;
    QHash<QByteArray, QByteArray> m_values; ///< of placeholders; never on disk
    QHash<QByteArray, QLineEdit *> m_fields;
    QList<QByteArray> m_names; ///< placeholders in the text
    std::optional<QByteArray> m_file;
    QString m_fileName, m_fileProblem;
    QTimer m_repeat;
    QByteArray m_repeated;
    Kind m_repeatedKind = Kind::Text;
    int m_repeatsDone = 0, m_repeatsWanted = 0;
    bool m_open = false, m_asking = false;
};

} // namespace wirewise::gui
