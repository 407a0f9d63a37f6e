"""The words of files that are known and can't be opened, by the short English text that names each (`refused_formats`).

Such a text is stored with the problem and never changes; users read the words here.
"""

from desktop.messages.language.catalogue import N_

FILE_KINDS = {
    "a JPEG XL picture": N_("a JPEG XL picture"),
    "a large Photoshop document (PSB)": N_("a large Photoshop document (PSB)"),
    "a GIMP picture (XCF)": N_("a GIMP picture (XCF)"),
    "an OpenEXR picture": N_("an OpenEXR picture"),
    "a Radiance HDR picture": N_("a Radiance HDR picture"),
    "a camera's raw file": N_("a camera raw file"),
    "a PostScript drawing (EPS)": N_("a PostScript drawing (EPS)"),
    "a Windows metafile (WMF)": N_("a Windows metafile (WMF)"),
    "a Windows metafile (EMF)": N_("a Windows metafile (EMF)"),
    "a FITS picture": N_("a FITS picture"),
    "a DICOM picture": N_("a DICOM picture"),
    "a DjVu document": N_("a DjVu document"),
    "a PCX picture": N_("a PCX picture"),
    "an icon of macOS (ICNS)": N_("a macOS icon (ICNS)"),
    "a picture of Silicon Graphics (SGI)": N_("an SGI picture"),
    "an X11 picture (XPM)": N_("an X11 picture (XPM)"),
    "a PAM picture": N_("a PAM picture"),
    "a PFM picture in colour": N_("a colour PFM picture"),
    "a JPEG XR picture": N_("a JPEG XR picture"),
    "a BPG picture": N_("a BPG picture"),
    "a FLIF picture": N_("a FLIF picture"),
    "a KTX texture": N_("a KTX texture"),
    "an animated cursor": N_("an animated cursor"),
    "a film": N_("a video"),
    "sound": N_("an audio file"),
    "a document of an office program": N_("an office document"),
    "an archive": N_("an archive"),
    "a program": N_("a program"),
    "a web page": N_("a web page"),
}
